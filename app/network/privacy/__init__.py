"""What may be shown of many municipalities together, so that nothing can be told of one. Pure, without a database.

The attacker. One of the municipalities that takes part. It knows who takes part, with which domains, since when, who
left and whose scores changed; it knows its own scores, sees every figure with every filter at every moment, keeps all
of it, joins and leaves as it likes, and knows these rules. It wants to know the score of one other municipality.

What does not help. Rules that only count members, or changes since the last time, hold for one step and not for a
row of them: with enough publications about overlapping groups every score can be worked out, and when all scores are
high six members are no protection against who knows that the low one is their own.

What does. Scores come in as cohorts: at least nine together, by rules that look at who waits and never at scores. A
score is in one cohort, once, for ever, also when somebody left it: before and after would differ by the score of who
left. Of a cohort the two lowest and the two highest scores are never used, whatever they are: an estimate from the
others stands for them. Everything that is shown is worked out from cohorts as a whole.

Why that is enough. Take any municipality and any attacker. Of the two lowest places in its cohort one is not the
attacker's: let the municipality change scores with who has that place, and then be 0. What is used of the cohort
stays the same, to the last digit, and so does everything that was ever shown or will be, with every filter. The same
holds for the highest places and 100, and one of both is at least fifty points away. So for every municipality there
is another course of things, in which the attacker has seen exactly the same and its score is a wholly different one:
from no row of publications, however long, does its score follow. Nine is the smallest cohort for which quartiles need
none of the four.

On top of that, for calm and not for proof: a figure changes only after five of its municipalities changed, in steps
of five points, at night, and says no more about their number than a step.

What it does not cover. People who work together, and advisers, who know the scores of all their municipalities: who
knows eight of a cohort of nine finds the ninth to within 24 points (median, of scores that are spread evenly). That two
rounds of one municipality resemble each other; and a new version of the questionnaire, with which scores on
another core are shown once more.
"""
