"""What is limited, and how far. A person is far below each; a network may be a ministry or a telephone carrier."""

from __future__ import annotations

from typing import Final

from permissions.limits.decide import Limit

FILING: Final = Limit("filing", free=30, most=600)
"""Requests filed from one network."""
TRACKING: Final = Limit("tracking", free=60, most=1_200)
"""Numbers and secrets tried from one network."""
UPLOADS: Final = Limit("uploads", free=150, most=1_500)
"""Files sent from one network."""
FILES_WITH_FORMS: Final = Limit("files-with-forms", free=300, most=300)
"""Files that come with a form in one piece, from a browser without scripts: with it there is no way to ask first."""
LETTERS: Final = Limit("letters", free=10, most=10)
"""Letters to one address of a citizen's that nobody has confirmed."""

LOGIN_HERE: Final = Limit("login-here", free=5, most=40)
"""Failed logins of one account from one network, or from one device that it knows."""
LOGIN_NETWORK: Final = Limit("login-network", free=50)
"""Failed logins from one network: never refused, or one person would lock out all who share it."""
LOGIN_ACCOUNT: Final = Limit("login-account", free=15)
"""Failed logins of one account from wherever: never refused, or anybody could lock its owner out."""

SECOND: Final = Limit("second-factor", free=5, most=20)
"""Wrong second factors of one account, after its right password, on all devices that it does not know together, or on
one that it knows by itself: of a million codes twenty."""

OWN_PASSWORD: Final = Limit("own-password", free=10, most=10)
"""Wrong passwords of an account where its owner replaces it, by whoever holds a session of it."""

RESET: Final = Limit("reset", free=10, most=200)
"""Letters with a link for a new password, asked for from one network."""
RESET_LETTERS: Final = Limit("reset-letters", free=3, most=3)
"""The same to one address."""

CODES: Final = Limit("codes", free=20, most=400)
"""Codes to sign in as a citizen or for a new address, and links to a new code, asked for from one network; going to the
identity provider counts as one."""
CODE_LETTERS: Final = Limit("code-letters", free=5, most=5)
"""The same to one address or telephone."""
CODE_TRIES: Final = Limit("code-tries", free=40, most=400)
"""Codes typed from one network."""

SHORT_LINKS: Final = Limit("short-links", free=60, most=600)
"""Short links from text messages that one network opens and that are none. Those that are some count for nothing."""
SHORT_LINKS_IN_ALL: Final = Limit("short-links-in-all", free=5_000)
"""The same of all networks together: never refused, or one machine would keep everybody from theirs."""

CALLERS: Final = Limit("callers", free=120, most=120)
"""Numbers of callers that one call-taker looks up: some forty calls are a busy hour."""
CALL_CODES: Final = Limit("call-codes", free=40, most=40)
"""Numbers and codes that one call-taker tries for callers."""

TRIAL_LETTERS: Final = Limit("trial-letters", free=20, most=20)
"""Letters that somebody who writes their words has sent to their own address."""

LINK_LETTERS: Final = Limit("link-letters", free=5, most=5)
"""Letters with a one-time link that administrators have sent to one address."""
LINKS_SENT: Final = Limit("links-sent", free=100, most=100)
"""The same by one administrator, to whomever."""

OF_USE: Final = Limit("of-use", free=60, most=60)
"""Articles of which readers in one network said whether they were of use."""
OF_USE_HERE: Final = Limit("of-use-here", free=3, most=3)
"""The same of one article: a person may change their mind, or two of a household may say it."""

HINTS: Final = Limit("hints", free=3_000, most=3_000)
"""Times that what somebody in one network writes is looked at before it is sent: some ten for a request."""

SEARCHES: Final = Limit("searches", free=3_000, most=3_000)
"""Searches over everything that is published from one network: telephone companies have one for thousands of people."""

OUTLINES: Final = Limit("outlines", free=1_200, most=1_200)
"""Times that one network fetches the outlines of all areas, a megabyte made anew each time, or the country's
places; a browser keeps them."""

CONTENT_API: Final = Limit("content-api", free=1_200, most=1_200)
"""Answers of the API of the pages to one network; a site that is made of them keeps each for a minute."""

OWN_DATA: Final = Limit("own-data", free=10, most=60)
"""Files with their own data that citizens in one network have made: each reads all that is theirs."""

WAITED: Final = Limit("waited", free=60, most=60)
"""Times that one network may wait in the place of answering a challenge, for each of the above."""
