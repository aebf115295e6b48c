"""What people search for, counted without people: which requests count, what is kept, what is shown.

`recording` is what views call; it touches no database. `writing` stores, `folding` forgets, `report` shows.
docs/adr/0019 says what can be learnt from it and what cannot.
"""
