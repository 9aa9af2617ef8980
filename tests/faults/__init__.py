"""What goes wrong in a class, one kind of fault a file: nothing is run, nothing lost, and the rest is marked."""
