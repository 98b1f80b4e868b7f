"""What every stage needs of plain text: words, sentences, edit scripts, stable ids."""
