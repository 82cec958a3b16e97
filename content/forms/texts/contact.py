"""The words of the form that always reaches the complaints unit."""

from content.forms.texts.shared import CONTACT as HOW_TO_REACH_YOU
from content.forms.texts.shared import SUBJECT
from content.forms.written import WrittenForm, ask
from content.pages.texts.contact import CONTACT as CONTACT_PAGE
from content.pages.written import Both, note
from workflows.questions.types import QuestionKind

CONTACT = WrittenForm(
    kind="contact",
    title=Both("رسالة إلى وحدة الشكاوى", "Message to the complaints unit"),
    heading=Both("اكتب إلى وحدة الشكاوى", "Write to the complaints unit"),
    summary=Both("تصل إلى من يدير المنصّة", "It reaches the people who run the platform"),
    intro=Both(
        "تصل رسالتك إلى وحدة الشكاوى نفسها، مهما كانت كلماتها. وحين ترسلها يظهر رقمها ورمزها وموعد الرد عليها.",
        "Your message reaches the complaints unit itself, whatever words it holds. Once it is sent you see its number, "
        "its code and the date of the reply.",
    ),
    send=Both("إرسال الرسالة", "Send the message"),
    questions=[
        ask(QuestionKind.SUBJECT, SUBJECT),
        ask(
            QuestionKind.STATEMENT,
            Both("ما الذي تريد قوله؟", "What do you want to say?"),
            Both(
                "إن كان عن طلب قدّمته فاذكر رقمه، ولا تكتب رمزه. وإن أعاقك شيء فاذكر الصفحة وما حدث وجهازك.",
                "If it is about a request you filed, give its number, never its code. If something was in your way, name "
                "the page, say what happened and which device you use.",
            ),
        ),
        ask(QuestionKind.FILES, Both("ملفات توضّح رسالتك", "Files that make it clearer")),
        HOW_TO_REACH_YOU,
    ],
    notes=[
        note(
            "plain",
            Both(
                "<b>من يقرأ رسالتك؟</b> موظفو وحدة الشكاوى. ولا تذهب إلى جهة أخرى إلا إن أحالوها هم، وتُبلَّغ بذلك في صفحتها.",
                "<b>Who reads it?</b> The staff of the complaints unit. It goes to an agency only if they refer it there, "
                "and its page tells you so.",
            ),
        )
    ],
    under=CONTACT_PAGE.slug,
    slug="write",
)
