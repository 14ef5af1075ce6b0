"""Personal data: which columns hold it, what somebody gets to see of it, and how somebody is removed."""
