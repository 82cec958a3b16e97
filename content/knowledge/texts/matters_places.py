"""The topic of common matters of a home and a street: water, electricity, roads, waste, building, land."""

from __future__ import annotations

from typing import Any

from content.knowledge.texts.shared import DANGER, matter
from content.pages.written import Both

PLACES: tuple[str, dict[str, Both], list[tuple[str, dict[str, Any]]]] = (
    "home-and-street",
    {
        "title": Both("البيت والشارع", "Home and street"),
        "intro": Both(
            "الماء والكهرباء والطرق والنظافة والبناء والأرض: ما تكتبه وما ترفقه.",
            "Water, electricity, roads, waste, building and land: what to write and what to attach.",
        ),
    },
    [
        matter(
            "water",
            Both("الماء: انقطاع أو تسرّب أو فاتورة", "Water: no supply, a leak or a bill"),
            Both(
                "اكتب منذ متى وأين، وصوّر العدّاد أو الفاتورة أو مكان التسرّب.",
                "Write since when and where, and take a photo of the meter, the bill or the leak.",
            ),
            Both("مياه، انقطاع، عداد، مي، خزان، صرف صحي، مجاري", "water supply, meter, pipe, sewage, tank"),
            write=(
                Both(
                    "أيّ الأمرين: لا يصل الماء، أو يتسرّب، أو الفاتورة أكبر من المعتاد، أو لونه وطعمه تغيّرا.",
                    "Which one it is: no water comes, it leaks, the bill is higher than usual, or its colour or taste has changed.",
                ),
                Both("منذ متى، وفي أي أيام كان الماء يصل من قبل.", "Since when, and on which days water used to come."),
                Both(
                    "العنوان وما يدلّ عليه، ورقم الاشتراك المكتوب على الفاتورة.",
                    "The address and what’s near it, and the subscription number on the bill.",
                ),
                Both("هل الأمر عندك وحدك أم عند جيرانك أيضًا.", "Whether it’s only you, or your neighbours too."),
                Both("هل أبلغت الشركة أو الدائرة من قبل، ومتى.", "Whether you told the supplier before, and when."),
            ),
            attach=(
                Both("صورة للعدّاد تظهر فيها الأرقام.", "A photo of the meter in which the numbers can be read."),
                Both("الفاتورة التي تشكو منها، وواحدة قبلها.", "The bill you complain about, and the one before it."),
                Both("صورة لمكان التسرّب.", "A photo of the leak."),
            ),
        ),
        matter(
            "electricity",
            Both("الكهرباء: انقطاع أو خطر أو فاتورة", "Electricity: a cut, a danger or a bill"),
            Both(
                "سلك مكشوف أو عمود مائل خطر: ابتعد واتصل أولًا. وما عدا ذلك فاكتب منذ متى وأين.",
                "A bare wire or a leaning pole is dangerous: keep away and call first. Otherwise write since when and where.",
            ),
            Both("كهربا، ضو، تيار، عداد، عمود، إنارة الشارع", "power, outage, meter, pole, street light, wire"),
            write=(
                Both(
                    "متى ينقطع التيار، وكم يدوم، وهل يتكرّر.",
                    "When the power goes, for how long, and whether it keeps happening.",
                ),
                Both(
                    "الشارع والحيّ ورقم العمود أو المحوّل إن كان عليه رقم.",
                    "The street and district, and the number on the pole or transformer, if it has one.",
                ),
                Both("رقم الاشتراك المكتوب على الفاتورة.", "The subscription number on the bill."),
                Both(
                    "إن كانت الفاتورة كبيرة: كم كانت من قبل، وماذا تغيّر في بيتك.",
                    "If the bill is high: how much it was before, and what has changed in your home.",
                ),
                Both(
                    "هل في البيت مريض يحتاج إلى جهاز يعمل بالكهرباء.",
                    "Whether someone at home needs a medical device that runs on electricity.",
                ),
            ),
            attach=(
                Both(
                    "صورة للعدّاد أو للفاتورة، أو لجهاز تعطّل.", "A photo of the meter, the bill, or a device that broke."
                ),
                Both(
                    "صورة للسلك أو العمود من مكان بعيد آمن، ولا تلمس شيئًا.",
                    "A photo of the wire or pole, taken from a safe distance. Don’t touch anything.",
                ),
            ),
            more=(DANGER,),
        ),
        matter(
            "roads",
            Both("الطرق: حفرة أو رصيف أو إشارة", "Roads: a hole, a pavement or a traffic light"),
            Both(
                "المكان أهم ما تكتبه: اسم الشارع وأقرب معلم، وصورة من بعيد.",
                "The place matters most: the street, the nearest landmark, and a photo from far away.",
            ),
            Both(
                "حفرة، شارع، مطب، رصيف، إنارة، إشارة ضوئية، زفتة", "pothole, street, bump, sidewalk, lighting, signal"
            ),
            write=(
                Both(
                    "اسم الشارع والحيّ، وأقرب دكان أو مدرسة أو مسجد.",
                    "The street and district, and the nearest shop, school or mosque.",
                ),
                Both("في أي جهة من الشارع، وقبل أيّ تقاطع.", "On which side of the street, and before which junction."),
                Both(
                    "كم حجمها تقريبًا: بطول خطوة، أو بعرض الشارع.",
                    "Roughly how big it is: one step long, or as wide as the street.",
                ),
                Both("هل وقع بسببها حادث أو أذى، ومتى.", "Whether anyone had an accident or was hurt, and when."),
                Both("منذ متى هي هناك، ومن حفرها إن عرفت.", "How long it has been there, and who dug it if you know."),
            ),
            attach=(
                Both(
                    "صورة من بعيد تظهر الشارع، وأخرى من قريب.",
                    "A photo from far away that shows the street, and one from close up.",
                ),
                Both(
                    "إن تضرّرت سيارتك: صورة الضرر ووصل التصليح.",
                    "If your car was damaged: a photo of the damage and the repair receipt.",
                ),
            ),
        ),
        matter(
            "waste",
            Both("النفايات والنظافة والحشرات", "Rubbish, cleaning and insects"),
            Both(
                "اكتب أين تتجمّع النفايات، ومتى جُمعت آخر مرة، وصوّر المكان.",
                "Write where the rubbish piles up and when it was last collected, and take a photo.",
            ),
            Both("زبالة، قمامة، حاوية، كلاب، قوارض، رائحة", "garbage, trash, bin, container, dogs, rats, smell"),
            write=(
                Both(
                    "مكان الحاوية أو الأرض: الشارع والحيّ وما يدلّ عليه.",
                    "Where the container or the land is: street, district and what’s near it.",
                ),
                Both(
                    "آخر يوم جُمعت فيه النفايات، وكم مرة كانت تُجمع من قبل.",
                    "The last day it was collected, and how often it used to be.",
                ),
                Both(
                    "ما المشكلة: حاوية ناقصة، أو نفايات بناء، أو حشرات، أو حيوانات، أو رائحة.",
                    "What the problem is: no container, building waste, insects, animals or a smell.",
                ),
                Both("هل بقربها مدرسة أو مستشفى أو مطعم.", "Whether a school, a hospital or a restaurant is near."),
                Both(
                    "إن رأيت من يرميها فاذكر نوع السيارة والوقت، لا أكثر.",
                    "If you saw who dumps it, give the kind of car and the time, and no more.",
                ),
            ),
            attach=(
                Both(
                    "صورة للمكان في الصباح، وأخرى في المساء إن استطعت.",
                    "A photo of the place in the morning, and one in the evening if you can.",
                ),
                Both(
                    "لا تصوّر وجوه الناس ولا بيوتهم من الداخل.",
                    "Don’t take photos of people’s faces or the inside of homes.",
                ),
            ),
        ),
        matter(
            "building-and-noise",
            Both("بناء مخالف أو ضجيج أو محلّ مزعج", "Unlawful building, noise or a shop that disturbs"),
            Both(
                "اكتب المكان والأوقات، واترك الحكم على المخالفة لمن يفحص.",
                "Write the place and the times, and leave it to the inspectors to say what’s unlawful.",
            ),
            Both("ترخيص، ورشة، إزعاج، صوت عالٍ، مولد، دخان، جار", "permit, workshop, loud, generator, smoke, neighbour"),
            write=(
                Both(
                    "عنوان البناء أو المحلّ، ورقم القطعة إن عرفته.",
                    "The address of the building or shop, and the plot number if you know it.",
                ),
                Both(
                    "ما الذي يجري: بناء فوق الرصيف، أو طابق جديد، أو ورشة بين البيوت، أو صوت عالٍ.",
                    "What’s going on: building on the pavement, a new floor, a workshop among homes, or loud noise.",
                ),
                Both("الأيام والساعات التي يحدث فيها ذلك.", "The days and hours when it happens."),
                Both(
                    "ما الذي يصيبك منه: نوم، أو غبار، أو خطر على أولادك.",
                    "What it does to you: no sleep, dust, or danger for your children.",
                ),
                Both("هل كلّمت صاحبه، وماذا قال.", "Whether you spoke to the owner, and what they said."),
            ),
            attach=(
                Both("صورة من الشارع، لا من داخل بيت أحد.", "A photo from the street, not from inside anyone’s home."),
                Both(
                    "تسجيل قصير للصوت من بيتك، إن كان الأمر ضجيجًا.",
                    "A short sound recording from your home, if it’s noise.",
                ),
            ),
        ),
        matter(
            "land-and-taxes",
            Both("الأرض والرسوم والضرائب", "Land, fees and taxes"),
            Both(
                "أرفق الورقة التي عليها الرقم، واكتب أيّ رقم تراه خطأ ولماذا.",
                "Attach the paper with the figure on it, and write which figure you think is wrong, and why.",
            ),
            Both(
                "أراضي، تسجيل، قوشان، طابو، مسقفات، ضريبة، مخالفة، غرامة",
                "title deed, registration, property tax, fine, penalty, plot",
            ),
            write=(
                Both(
                    "أيّ معاملة هي: تسجيل، أو إفراز، أو ضريبة، أو رسم، أو غرامة.",
                    "Which matter it is: registering, dividing land, a tax, a fee or a fine.",
                ),
                Both(
                    "رقم القطعة والحوض، أو رقم المعاملة، كما هو على الورقة.",
                    "The plot and basin number, or the number of the transaction, as it is on the paper.",
                ),
                Both(
                    "المبلغ الذي طُلب منك، والمبلغ الذي كنت تتوقّعه، وكيف حسبته.",
                    "The amount you were asked for, the amount you expected, and how you got it.",
                ),
                Both(
                    "اليوم الذي تسلّمت فيه الورقة، فقد تكون لك مدة محدّدة.",
                    "The day you received the paper: there may be a time limit.",
                ),
            ),
            attach=(
                Both("الورقة كاملة بوجهيها.", "The whole paper, both sides."),
                Both("وصل الدفع، إن كنت قد دفعت.", "The receipt, if you’ve paid."),
            ),
            form=Both(
                'إن أردت أن تفهم الرقم فقط فاختر <a href="../../../file/inquiry/">استفسارًا</a>، وإن رأيته خطأ فاختر <a href="../../../file/complaint/">شكوى</a>.',
                'If you only want to understand the figure, use <a href="../../../file/inquiry/">an inquiry</a>. If you think it’s wrong, use <a href="../../../file/complaint/">a complaint</a>.',
            ),
        ),
    ],
)
