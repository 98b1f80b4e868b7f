"""Every expression of time in a report, with its TIMEX3 type, value and precision, by rule.

The words of a text become classes (words.py), patterns over classes find expressions (the tables RULES),
and what they mean is read in the order of the text from the day the report appeared, from the tense of
the clause and from the days told before (told.py). Values follow TIMEX3 as TimeBank uses it (Pustejovsky
et al. 2003; TempEval-3, UzZaman et al. 2013).
"""

from retold.annotate.dates.tagger import time_expressions

__all__ = ["time_expressions"]
