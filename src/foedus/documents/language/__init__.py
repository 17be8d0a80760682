"""Language of a text, its clean form, its paragraphs, sentences, words and lemmas; en, zh, ru."""
