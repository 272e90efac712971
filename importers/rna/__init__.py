"""The national register of associations (RNA, « waldec »): some two million rows, streamed.

What we list already is recognised by its number or its name, and takes what the register declares
of it: its number, its seat, its end. What says of itself that it is about rare diseases, and that
we do not list, is added hidden until an editor confirms it. No address of a manager is ever read.
"""
