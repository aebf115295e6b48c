"""Everything the public page of an offer shows, in the reader's language, with every label in words.

The public view and the preview of a draft build it alike, so what an editor sees is what residents get.
"""
