"""Files that strangers send: looked at in a process of its own, written anew, or refused in words.

`receive_picture` and `receive_flyer` are the door; what happens behind it is in docs/adr/0030.
"""
