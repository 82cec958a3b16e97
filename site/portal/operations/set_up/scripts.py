"""What call-takers say before and while they ask, for each kind, until its owners write something better."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SCRIPTS: Final[Mapping[str, Mapping[str, str]]] = {
    "complaint": {
        "ar": "«أفهم أن هذا أزعجك، وسأدوّن شكواك الآن.»\n"
        "اسأل: ماذا حدث، ومتى وأين، ولدى أي جهة؟ وماذا تريد أن يحدث؟\n"
        "أعد ما كتبته على مسمعه قبل الإرسال، ثم اقرأ له الرقم والرمز والموعد.",
        "en": "“I understand that this was upsetting; I will write your complaint down now.”\n"
        "Ask: what happened, when and where, at which agency? What should happen now?\n"
        "Read back what you wrote before you send it, then read out the number, the code and the date.",
    },
    "inquiry": {
        "ar": "اسأل: عمّ تريد أن تعرف، ومن أي جهة؟\n"
        "انظر أولًا في المقالات التي تظهر لك: إن كان الجواب فيها فاقرأه له.\n"
        "وإلا فدوّن السؤال، واقرأ له الرقم والرمز والموعد.",
        "en": "Ask: what do you want to know, and from which agency?\n"
        "Look first at the articles that come up: if the answer is there, read it out.\n"
        "If not, write the question down and read out the number, the code and the date.",
    },
    "suggestion": {
        "ar": "«شكرًا لأنك فكّرت في ذلك.»\n"
        "اسأل: ماذا تقترح، ولأي جهة، ومن يستفيد منه؟\n"
        "لا تعِد بأن يُنفَّذ: قل إن الجهة تقرؤه وتجيب عنه.",
        "en": "“Thank you for thinking about this.”\n"
        "Ask: what do you suggest, for which agency, and who would gain by it?\n"
        "Do not promise that it is done: say that the agency reads it and answers.",
    },
    "praise": {
        "ar": "«يسرّنا أن ننقل شكرك.»\nاسأل: لمن الشكر، ولأي جهة، وعلى ماذا؟",
        "en": "“We are glad to pass your thanks on.”\nAsk: whom do you thank, at which agency, and for what?",
    },
    "integrity": {
        "ar": "«ما تقوله لا يقرؤه إلا وحدة مختصة، ولا تحتاج إلى ذكر اسمك.»\n"
        "اسأل: ماذا رأيت، ومتى وأين؟ ومن غيرك يعرف به؟\n"
        "لا تسأل عن اسمه، ولا تكرّر الأسماء بصوت مسموع. وإن كان في خطر الآن فحوّله إلى الطوارئ أولًا.",
        "en": "“Only a unit of its own reads what you say, and you need not give your name.”\n"
        "Ask: what did you see, when and where? Who else knows of it?\n"
        "Do not ask for the name, and do not repeat names aloud. Who is in danger now: the emergency line first.",
    },
    "rights": {
        "ar": "«أنا أصغي إليك. قل ما تشاء، وتوقّف متى شئت.»\n"
        "اسأل أولًا: هل أنت أو غيرك في خطر الآن؟ إن كان كذلك فحوّله إلى الطوارئ.\n"
        "دوّن كلماته كما هي، ولا تستفسر عن التفاصيل أكثر مما يقول.",
        "en": "“I am listening. Say what you want to, and stop whenever you like.”\n"
        "Ask first: are you or is somebody else in danger now? If so, to the emergency line.\n"
        "Write their words down as they are, and do not press for more than they say.",
    },
    "contact": {
        "ar": "اسأل: ماذا تريد أن تقول لوحدة الشكاوى؟\nدوّنه بكلماته، واقرأ له الرقم والرمز.",
        "en": "Ask: what do you want to tell the complaints unit?\n"
        "Write it down in their words, and read out the number and the code.",
    },
}
"""By the code of the kind and the language."""
