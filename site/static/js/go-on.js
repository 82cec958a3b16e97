// A form that goes on by itself: work done in parts, a part with each request. Without this its button is pressed.
document.querySelector("form[data-go-on]")?.requestSubmit()
