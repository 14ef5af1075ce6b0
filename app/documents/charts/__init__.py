"""The pictures of the report: pure geometry for repeated marks, matplotlib where a picture needs its layout."""
