"""What the interactive parts of a lesson show: cases put into words for the widgets, which know no law."""
