"""The layer that ReportLab lacks: what is drawn is marked with what it is, so that a PDF can be read aloud and kept."""
