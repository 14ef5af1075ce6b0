"""The network: municipalities that see how they stand among others, without seeing another one."""
