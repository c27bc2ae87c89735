"""Quotations in Russian, Ukrainian, French, Spanish, German and Arabic, by marks, words and word order."""
