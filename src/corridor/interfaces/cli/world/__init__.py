"""The synthetic world of the demo and the story: invented people, farms and offices, played by the screens' verbs.

Nobody here is real. Names are drawn by a seeded generator, telephone numbers lie in ranges that no operator serves.
"""
