"""The drawings of the icons: strokes on a ground of 24 by 24, in the colour of the text around them."""

from __future__ import annotations

ICONS = {
    # the six kinds, by their code
    "complaint": '<path d="M4 5h16v11h-8l-5 4v-4H4z"/><path d="M8.5 9h7M8.5 12h4"/>',
    "inquiry": (
        '<circle cx="12" cy="12" r="9"/>'
        '<path d="M9.5 9.5c.2-1.5 1.2-2.3 2.6-2.3 1.5 0 2.6 1 2.6 2.3 0 2-2.6 2.2-2.6 4.2"/>'
        '<path d="M12.1 16.8v.01"/>'
    ),
    "suggestion": '<path d="M9 17c0-2-3-3.5-3-7a6 6 0 0 1 12 0c0 3.5-3 5-3 7z"/><path d="M9.5 20.5h5"/>',
    "praise": (
        '<path d="M12 20S4 15 4 9.5C4 6.9 5.9 5 8.2 5c1.6 0 3 .9 3.8 2.3C12.8 5.9 14.2 5 15.8 5 18.1 5 20 6.9 20 9.5 '
        '20 15 12 20 12 20z"/>'
    ),
    "integrity": ('<path d="M12 3l8 3v6c0 4.5-3.3 7.6-8 9-4.7-1.4-8-4.5-8-9V6z"/><path d="M8.5 12l2.5 2.5 4.5-4.5"/>'),
    "rights": (
        '<path d="M12 20.5C7 17.5 4 14 4 9.8V6.5l8-3 8 3v3.3c0 4.2-3 7.7-8 10.7z"/><circle cx="12" cy="9.2" r="2"/>'
        '<path d="M8.6 15.6c.4-2.2 1.7-3.3 3.4-3.3s3 1.1 3.4 3.3"/>'
    ),
    "question": '<path d="M8.5 9.2c.2-2.2 1.6-3.4 3.6-3.4s3.6 1.3 3.6 3.2c0 2.8-3.6 3-3.6 5.8M12.1 18.5v.01"/>',
    # what points: used with flip
    "forward": '<path d="M9 5l7 7-7 7"/>',
    "arrow": '<path d="M4 12h15M13 6l6 6-6 6"/>',
    "refer": '<path d="M14 6l6 6-6 6"/><path d="M20 12h-9c-4 0-7 2-7 6"/>',
    "reply": '<path d="M10 6l-6 6 6 6"/><path d="M4 12h9c4 0 7 2 7 6"/>',
    "reopen": '<path d="M5 8.5A8 8 0 1 1 4.4 14"/><path d="M4.5 3.5v5.5H10"/>',
    "stair": '<path d="M3 20h5v-5h5v-5h5V5h3"/>',
    "out": '<path d="M14 4h6v16h-6"/><path d="M4 12h10M10 8l4 4-4 4"/>',
    # what stays as it is in both directions
    "down": '<path d="M5 9l7 7 7-7"/>',
    "tick": '<path d="M5 12.5l4.5 4.5L19 7.5"/>',
    "cross": '<path d="M6 6l12 12M18 6L6 18"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "warning": '<path d="M12 4l9 16H3z"/><path d="M12 10v4.5M12 17.2v.01"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.6v.01"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2"/>',
    "bell": '<path d="M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15z"/><path d="M10 21h4"/>',
    "pause": '<path d="M9 6v12M15 6v12"/>',
    "lock": '<path d="M5 11h14v9H5zM8 11V8a4 4 0 0 1 8 0v3"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "search": '<circle cx="11" cy="11" r="6.5"/><path d="M16 16l4.5 4.5"/>',
    "phone": (
        '<path d="M5 4h4l1.8 4.5-2.3 1.7a12 12 0 0 0 5.3 5.3l1.7-2.3L20 15v4c0 .6-.4 1-1 1C10.7 20 4 13.3 4 5c0-.6.4-1 '
        '1-1z"/>'
    ),
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5"/>',
    # the signs of steps that no other icon has, after BPMN
    "fork": '<path d="M12 3l9 9-9 9-9-9z"/>',
    "branches": '<path d="M12 3l9 9-9 9-9-9z"/><path d="M12 8v8M8 12h8"/>',
    "together": '<path d="M12 3l9 9-9 9-9-9z"/><path d="M8.5 12h7"/>',
    "stop": '<circle cx="12" cy="12" r="8.5"/><circle cx="12" cy="12" r="4"/>',
    "document": '<path d="M6 3h8l4 4v14H6z"/><path d="M14 3v4h4M9 12h6M9 16h6"/>',
    "picture": '<path d="M4 5h16v14H4z"/><circle cx="9" cy="10" r="1.6"/><path d="M4 17l5-4 4 3 3-2.5 4 3.5"/>',
    "video": '<path d="M3.5 6.5h11v11h-11z"/><path d="M14.5 10.5l6-3v9l-6-3z"/>',
    "voice": '<path d="M12 3.5a2.8 2.8 0 0 1 2.8 2.8v5a2.8 2.8 0 0 1-5.6 0v-5A2.8 2.8 0 0 1 12 3.5z"/>'
    '<path d="M6 11a6 6 0 0 0 12 0M12 17v3.5M9 20.5h6"/>',
    "clip": ('<path d="M19 11l-7.5 7.5a4.6 4.6 0 0 1-6.5-6.5L13 4a3 3 0 0 1 4.3 4.3L9.5 16a1.4 1.4 0 0 1-2-2l7-7"/>'),
    "download": '<path d="M12 4v11M7 10.5l5 5 5-5M4 19.5h16"/>',
    "upload": '<path d="M12 16V5M7 9.5l5-5 5 5M4 19.5h16"/>',
    "print": '<path d="M7 9V4h10v5M7 17H4V9h16v8h-3"/><path d="M7 14h10v6H7z"/>',
    "share": '<circle cx="6" cy="12" r="2.5"/><circle cx="17" cy="6" r="2.5"/><circle cx="17" cy="18" r="2.5"/>'
    '<path d="M8.2 10.9l6.6-3.7M8.2 13.1l6.6 3.7"/>',
    "copy": '<path d="M9 9h11v11H9z"/><path d="M15 9V4H4v11h5"/>',
    "eye": (
        '<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"/><circle cx="12" cy="12" r="3"/>'
    ),
    "pen": '<path d="M4 20l1-4L16 5l3 3L8 19z"/><path d="M13.5 7.5l3 3"/>',
    "pin": (
        '<path d="M12 21s-6.5-6.2-6.5-11a6.5 6.5 0 0 1 13 0c0 4.8-6.5 11-6.5 11z"/><circle cx="12" cy="10" r="2.3"/>'
    ),
    "star": '<path d="M5 20v-4M9.7 20v-8M14.3 20V8M19 20V4"/>',
    "inbox": '<path d="M4 5h16v14H4z"/><path d="M4 13h5l1.5 2.5h3L15 13h5"/>',
}
