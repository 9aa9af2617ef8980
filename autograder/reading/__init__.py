"""How a case file is read strictly: its shape, what it refers to, its dates and sums, its questions and its story."""
