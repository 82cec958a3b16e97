"""Streets, cleaning, lights and stray dogs: what municipalities look after."""

from __future__ import annotations

from content.pages.written import Both
from portal.operations.demo_world.cases.subjects.shape import Story, Subject

STREETS = Subject(
    of_places=True,
    agencies=(
        "amm",
        "irbid",
        "zarqa",
        "russeifa",
        "salt",
        "madaba",
        "karak",
        "mafraq",
        "jerash",
        "ajloun",
        "tafilah",
        "maan",
        "mola",
        "aseza",
    ),
    complaints=(
        Story(
            subject=(
                Both("حفرة كبيرة في الشارع", "Large pothole in the street"),
                Both("حفر في الشارع أمام المدرسة", "Potholes in the street by the school"),
            ),
            says=(
                Both(
                    "في {place} حفرة كبيرة في وسط الشارع {since}، وقد تضررت أكثر من سيارة، وبعد المطر تمتلئ بالماء فلا تُرى.",
                    "There has been a large pothole in the middle of the street in {place} {since}. Several cars were damaged, and after rain it fills with water and cannot be seen.",
                ),
                Both(
                    "حُفر الشارع في {place} لتمديد خط ثم رُدم بالتراب دون تعبيد، وأصبح المرور منه خطرًا على المشاة والسيارات.",
                    "The street in {place} was dug up for a pipe and filled with earth instead of asphalt. It has become dangerous for people and cars.",
                ),
            ),
            ends={
                "resolved": Both(
                    "عُبّدت الحفرة بالخلطة الساخنة وسُوّي مستواها مع الشارع، وتحقّق المفتش من ذلك.",
                    "The pothole was filled with hot asphalt and levelled with the street; an inspector has checked it.",
                ),
                "partly_resolved": Both(
                    "رُدمت الحفرة مؤقتًا وأُزيل الخطر، والتعبيد الكامل للشارع ضمن عطاء الربيع.",
                    "The hole was filled for now and the danger removed; the whole street is in the spring tender.",
                ),
                "explained": Both(
                    "الحفرية تعود لشركة خدمات لديها تصريح سارٍ حتى نهاية الأسبوع، وهي ملزمة بإعادة الوضع كما كان.",
                    "The works belong to a utility whose permit runs to the end of this week; it is bound to restore the street.",
                ),
            },
        ),
        Story(
            subject=(
                Both("تراكم النفايات حول الحاويات", "Rubbish piling up around the containers"),
                Both("حاوية نفايات بلا غطاء أمام المنزل", "Waste container without a lid in front of our house"),
            ),
            says=(
                Both(
                    "لم تُفرّغ حاويات النفايات في {place} {since}، والروائح والحشرات وصلت إلى البيوت. كانت الشاحنة تأتي كل صباح.",
                    "The waste containers in {place} have not been emptied {since}; smell and insects have reached the houses. The lorry used to come every morning.",
                ),
                Both(
                    "الحاوية الوحيدة في {place} لا تكفي الحي، فتُرمى الأكياس على الرصيف وتنبشها القطط والكلاب.",
                    "The only container in {place} is too small for the district, so bags are left on the pavement and torn open by cats and dogs.",
                ),
            ),
            ends={
                "resolved": Both(
                    "فُرّغت الحاويات ونُظّف الموقع وأُضيفت حاوية ثانية، وأُعيد الحي إلى جدول الجمع اليومي.",
                    "The containers were emptied, the place cleaned and a second one added; the district is back on the daily round.",
                ),
                "explained": Both(
                    "تعطلت ضاغطتان في الأسبوع الماضي فتأخر الجمع، وعادت الخدمة إلى موعدها منذ أمس.",
                    "Two compactors broke down last week and collection was late; the service is back on time since yesterday.",
                ),
            },
        ),
        Story(
            subject=(
                Both("إنارة الشارع معطّلة", "Street lights out of order"),
                Both("شارع مظلم ليلًا", "Street dark at night"),
            ),
            says=(
                Both(
                    "أعمدة الإنارة مطفأة {since} في {place} من أول الشارع إلى آخره، والناس يخشون المشي ليلًا.",
                    "The street lights in {place} have been out {since} from one end to the other, and people are afraid to walk at night.",
                ),
            ),
            ends={
                "resolved": Both(
                    "استُبدل القاطع والمصابيح التالفة، والإنارة تعمل منذ مساء أمس.",
                    "The switch and the broken lamps were replaced; the lights have worked since last night.",
                ),
                "partly_resolved": Both(
                    "أُصلح نصف الأعمدة، والباقي بانتظار كابل أرضي يصل خلال أسبوعين.",
                    "Half of the lights are repaired; the rest wait for a cable due within two weeks.",
                ),
            },
        ),
        Story(
            subject=(
                Both("كلاب ضالة قرب المدرسة", "Stray dogs near the school"),
                Both("انتشار الكلاب الضالة", "Stray dogs in the district"),
            ),
            says=(
                Both(
                    "تتجمع كلاب ضالة كل صباح في {place} وقت ذهاب الأطفال إلى المدرسة، وعُقر طفل {lately}.",
                    "Stray dogs gather in {place} every morning when children go to school; a child was bitten {lately}.",
                ),
            ),
            ends={
                "resolved": Both(
                    "نفّذ فريق الرفق بالحيوان جولة في المنطقة ونُقلت الكلاب إلى مركز التعقيم والتطعيم.",
                    "The animal welfare team toured the area and took the dogs to the centre where they are vaccinated.",
                ),
                "partly_resolved": Both(
                    "أُمسك بعدد منها، والحملة مستمرة حتى نهاية الشهر ضمن برنامج التعقيم.",
                    "Some were caught, and the campaign goes on until the end of the month.",
                ),
            },
        ),
        Story(
            subject=(
                Both("بسطات تغلق الرصيف", "Stalls blocking the pavement"),
                Both("اعتداء محل على الرصيف", "A shop has taken over the pavement"),
            ),
            says=(
                Both(
                    "محل في {place} يضع بضاعته على الرصيف كله، فيضطر المشاة والأمهات بعربات الأطفال إلى النزول إلى الشارع.",
                    "A shop in {place} covers the whole pavement with goods, so that walkers and mothers with prams must step into the street.",
                ),
            ),
            ends={
                "resolved": Both(
                    "أُزيلت المخالفة وحُرّرت مخالفة بحق صاحب المحل وتعهّد بعدم التكرار.",
                    "The goods were removed, the owner was fined and has undertaken not to repeat it.",
                ),
                "explained": Both(
                    "للمحل رخصة إشغال لمتر واحد، وتبيّن من الكشف أنه ملتزم بها.",
                    "The shop has a permit for one metre, and the inspection found that it keeps to it.",
                ),
            },
        ),
    ),
    inquiries=(
        Story(
            subject=(Both("ترخيص محل تجاري", "Licence for a shop"), Both("رسوم رخصة المهن", "Fee of a trade licence")),
            says=(
                Both(
                    "أنوي فتح محل صغير في {place}، فما متطلبات رخصة المهن وكم رسومها وهل يُدفع إلكترونيًّا؟",
                    "I mean to open a small shop in {place}. What does a trade licence require, what does it cost, and can I pay online?",
                ),
            ),
            ends={
                "explained": Both(
                    "المطلوب عقد إيجار مصدّق وسجل تجاري وكشف موقع، والرسوم بحسب المساحة وتظهر عند تقديم الطلب إلكترونيًّا قبل الدفع.",
                    "You need a certified lease, the trade register and a site inspection. The fee depends on the area and is shown before you pay online.",
                )
            },
        ),
        Story(
            subject=(Both("موعد جمع الأثاث القديم", "Collection of old furniture"),),
            says=(
                Both(
                    "كيف أطلب جمع أثاث قديم من {place}؟ وهل الخدمة مجانية؟",
                    "How do I have old furniture collected from {place}, and is it free?",
                ),
            ),
            ends={
                "explained": Both(
                    "اتصل بمكتب المنطقة قبل يومين، والخدمة مجانية حتى ثلاث قطع وتُجمع أيام الثلاثاء.",
                    "Call the district office two days ahead. Up to three pieces are free and are collected on Tuesdays.",
                )
            },
        ),
    ),
    suggestions=(
        Story(
            subject=(Both("مقاعد وظل في الحديقة", "Seats and shade in the park"),),
            says=(
                Both(
                    "حديقة {place} جميلة لكنها بلا ظل ولا مقاعد كافية لكبار السن. أقترح زراعة أشجار ووضع مقاعد إضافية.",
                    "The park in {place} is pleasant but has no shade and too few seats for the elderly. I suggest planting trees and adding seats.",
                ),
            ),
            ends={
                "resolved": Both(
                    "أُدرجت الحديقة في خطة التشجير لهذا الموسم ووُضعت ستة مقاعد جديدة.",
                    "The park is in this season's planting plan, and six new seats have been set up.",
                )
            },
        ),
        Story(
            subject=(Both("ممر مشاة أمام المدرسة", "A pedestrian crossing by the school"),),
            says=(
                Both(
                    "أقترح مطبًّا وممر مشاة أمام مدرسة {place} لأن السيارات تسرع وقت خروج الطلبة.",
                    "I suggest a speed bump and a crossing in front of the school in {place}: cars are fast when pupils leave.",
                ),
            ),
        ),
    ),
    praises=(
        Story(
            subject=(
                Both("شكر لعمال النظافة", "Thanks to the street cleaners"),
                Both("استجابة سريعة من البلدية", "A quick response"),
            ),
            says=(
                Both(
                    "أشكر عمال النظافة في {place} الذين يعملون قبل شروق الشمس ونجد الشارع نظيفًا كل صباح.",
                    "I thank the cleaners in {place}, who work before sunrise so that we find the street clean every morning.",
                ),
            ),
        ),
    ),
    replies=(
        Both(
            "وصل طلبك إلى مديرية المنطقة، وسيزور المراقب الموقع غدًا.",
            "Your request is with the district office; an inspector visits the site tomorrow.",
        ),
        Both(
            "كشف المراقب على الموقع وأُدرج العمل في برنامج هذا الأسبوع.",
            "The inspector has been there, and the work is in this week's programme.",
        ),
    ),
    notes=(
        Both("المراقب أكّد المخالفة بالصور.", "The inspector confirmed it with photos."),
        Both("أُرسل إلى قسم الأشغال، كتاب رقم {number}.", "Sent to the works section, letter {number}."),
    ),
)
