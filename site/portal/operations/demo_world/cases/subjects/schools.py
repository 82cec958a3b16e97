"""Schools, universities and scholarships."""

from __future__ import annotations

from content.pages.written import Both
from portal.operations.demo_world.cases.subjects.shape import SCHOOL, Story, Subject

SCHOOLS = Subject(
    agencies=("moe",),
    busy=SCHOOL,
    complaints=(
        Story(
            subject=(
                Both("اكتظاظ الصفوف في المدرسة", "Overcrowded classes at the school"),
                Both("خمسون طالبًا في الصف", "Fifty pupils in one class"),
            ),
            says=(
                Both(
                    "في صف ابني بمدرسة {place} أكثر من خمسين طالبًا، وبعضهم يجلس ثلاثة على مقعد واحد منذ بداية الفصل.",
                    "There are more than fifty pupils in my son's class at the school in {place}; some have sat three to a bench since the term began.",
                ),
            ),
            ends={
                "resolved": Both(
                    "فُتحت شعبة جديدة ونُقل إليها خمسة وعشرون طالبًا وعُيّن لها معلم.",
                    "A new section was opened, twenty-five pupils moved to it, and a teacher was appointed.",
                ),
                "partly_resolved": Both(
                    "وُفّرت مقاعد إضافية حالًا، وتُفتح شعبة جديدة عند اكتمال الغرف الصفية المضافة في الفصل القادم.",
                    "More seats were supplied at once; a new section opens when the added classrooms are ready next term.",
                ),
            },
        ),
        Story(
            subject=(
                Both("لا معلم رياضيات {since}", "No mathematics teacher {since}"),
                Both("نقص معلمين في المدرسة", "The school is short of teachers"),
            ),
            says=(
                Both(
                    "طلبة الصف العاشر في مدرسة {place} بلا معلم رياضيات {since}، والامتحانات قريبة.",
                    "The tenth grade at the school in {place} has been without a mathematics teacher {since}, and the examinations are near.",
                ),
            ),
            ends={
                "resolved": Both(
                    "كُلّف معلم بديل من مدرسة مجاورة وبدأ الدوام، وأُعدّ برنامج لتعويض الحصص.",
                    "A substitute from a nearby school has started, and lessons will be made up.",
                ),
                "explained": Both(
                    "المعلم في إجازة مرضية تنتهي هذا الأسبوع، وتُعوَّض الحصص في أيام السبت.",
                    "The teacher is on sick leave until this week; the lessons are made up on Saturdays.",
                ),
            },
        ),
        Story(
            subject=(
                Both("رسوم إضافية من مدرسة خاصة", "Extra fees by a private school"),
                Both("حجز الشهادة المدرسية", "School certificate withheld"),
            ),
            says=(
                Both(
                    "ترفض المدرسة الخاصة في {place} تسليم شهادة ابنتي قبل دفع مبلغ لم يُذكر في العقد.",
                    "The private school in {place} refuses to hand over my daughter's certificate until we pay an amount that is not in the contract.",
                ),
            ),
            ends={
                "resolved": Both(
                    "وُجّهت المدرسة إلى تسليم الشهادة لأن حجزها مخالف للنظام، وتسلّمتها ولية الأمر.",
                    "The school was directed to hand over the certificate, since withholding it is against the rules, and has done so.",
                ),
                "go_elsewhere": Both(
                    "الخلاف المالي عقدي تنظر فيه المحاكم، أما نقل الطالبة فلا يتوقف على الدفع.",
                    "The dispute about money is for the courts; moving the pupil does not depend on payment.",
                ),
            },
        ),
        Story(
            subject=(Both("ضرب طالب في المدرسة", "A pupil was hit at school"),),
            says=(
                Both(
                    "ضرب معلم ابني {lately} أمام زملائه في مدرسة {place}، وصار يرفض الذهاب. أريد تحقيقًا لا صلحًا.",
                    "A teacher hit my son {lately} in front of his class at the school in {place}, and now he refuses to go. I want an inquiry, not a handshake.",
                ),
            ),
            ends={
                "resolved": Both(
                    "شُكّلت لجنة تحقيق وعوقب المعلم ونُقل، ويتابع المرشد حالة ابنك.",
                    "A committee investigated; the teacher was disciplined and moved, and the counsellor is looking after your son.",
                ),
            },
        ),
    ),
    inquiries=(
        Story(
            subject=(Both("نقل طالب بين مدرستين", "Moving a pupil to another school"),),
            says=(
                Both(
                    "انتقلنا للسكن في {place}، فما إجراءات نقل ابنتي إلى مدرسة قريبة في منتصف الفصل؟",
                    "We have moved to {place}. How do I move my daughter to a nearby school in the middle of the term?",
                ),
            ),
            ends={
                "explained": Both(
                    "يُقدَّم الطلب في المدرسة الجديدة مع إثبات السكن، وتُنقل الملفات إلكترونيًّا خلال يومين.",
                    "Apply at the new school with proof of residence; the files are moved electronically within two days.",
                )
            },
        ),
        Story(
            subject=(Both("إعادة امتحان التوجيهي", "Sitting the Tawjihi again"),),
            says=(
                Both(
                    "هل يمكنني إعادة مادتين في التوجيهي لرفع المعدل؟ وما موعد التسجيل؟",
                    "Can I sit two Tawjihi subjects again to raise my average, and when does registration open?",
                ),
            ),
            ends={
                "explained": Both(
                    "نعم، ويُفتح التسجيل إلكترونيًّا في الشهر الأول من كل فصل ويُعلن في الموقع.",
                    "Yes. Registration opens online in the first month of each term and is announced on the website.",
                )
            },
        ),
    ),
    suggestions=(
        Story(
            subject=(Both("كتب مدرسية رقمية", "Digital school books"),),
            says=(
                Both(
                    "أقترح إتاحة الكتب المدرسية كاملة على منصة واحدة لتخفيف وزن الحقيبة عن طلبة الصفوف الأولى.",
                    "I suggest putting all school books on one platform, to make the bags of the youngest lighter.",
                ),
            ),
        ),
    ),
    praises=(
        Story(
            subject=(Both("شكر لمعلمة الصف الأول", "Thanks to a first-grade teacher"),),
            says=(
                Both(
                    "معلمة الصف الأول في مدرسة {place} جعلت ابنتي تحب القراءة بعد أن كانت تخاف المدرسة.",
                    "The first-grade teacher at the school in {place} made my daughter love reading; she used to be afraid of school.",
                ),
            ),
        ),
    ),
    replies=(
        Both(
            "كلّفنا مدير التربية بزيارة المدرسة ورفع تقرير.",
            "The director of education has been asked to visit the school and report.",
        ),
    ),
)

UNIVERSITIES = Subject(
    agencies=("mohe", "aqac"),
    busy=SCHOOL,
    complaints=(
        Story(
            subject=(Both("تأخّر صرف المنحة الجامعية", "University grant not paid"),),
            says=(
                Both(
                    "قُبلت في منحة الجامعة ولم يُصرف القسط {since}، والجامعة تهدّد بإسقاط موادي.",
                    "I was accepted for the university grant, but the instalment has been outstanding {since}, and the university threatens to drop my courses.",
                ),
            ),
            ends={
                "resolved": Both(
                    "حُوّل المبلغ إلى حساب الجامعة وأُبلغت به، ولن تُسقط المواد.",
                    "The amount has been transferred to the university, which has been told; no course is dropped.",
                ),
                "explained": Both(
                    "تُصرف المنح بعد أن تزوّدنا الجامعة بكشوف التسجيل، ووصل كشفها اليوم.",
                    "Grants are paid once the university sends its lists; its list came today.",
                ),
            },
        ),
        Story(
            subject=(Both("معادلة شهادة جامعية متأخرة", "Recognition of a university degree is late"),),
            says=(
                Both(
                    "قدّمت لمعادلة شهادتي الجامعية برقم {number} ولا أزال أنتظر {since}، وفرصة عملي مرتبطة بها.",
                    "I applied for recognition of my university degree under number {number} and have been waiting {since}; a job depends on it.",
                ),
            ),
            ends={
                "resolved": Both(
                    "صدر قرار المعادلة ويمكنك طباعته من حسابك.",
                    "The decision on recognition is out and can be printed from your account.",
                ),
                "explained": Both(
                    "ينقص الملف كشف علامات مصدّق من السفارة، وعند تسليمه يصدر القرار خلال أسبوع.",
                    "The file lacks a transcript certified by the embassy; once handed in, the decision comes within a week.",
                ),
                "refused": Both(
                    "الجامعة غير مدرجة ضمن الجامعات المعترف بها في سنة الدراسة، ولك الاعتراض أمام اللجنة.",
                    "The university was not on the list of those recognised when you studied. You may object before the committee.",
                ),
            },
        ),
    ),
    inquiries=(
        Story(
            subject=(
                Both("القبول الموحد والتحويل", "Unified admission and transfers"),
                Both("بعثة دراسية", "Scholarships"),
            ),
            says=(
                Both(
                    "ما موعد تقديم طلبات الانتقال بين التخصصات في الجامعات الرسمية؟ وهل يؤثر ذلك في البعثة؟",
                    "When can I apply to change my subject at a public university, and does it affect my scholarship?",
                ),
            ),
            ends={
                "explained": Both(
                    "تُفتح الطلبات أسبوعين بعد إعلان نتائج القبول الموحد، وتبقى البعثة إن كان التخصص الجديد ضمن قائمتها.",
                    "Applications open for two weeks after the admission results; the scholarship stays if the new subject is on its list.",
                )
            },
        ),
    ),
)
