"""The law as rules, one institution a file. Importing this package fills the rulebook."""
