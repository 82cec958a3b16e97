// One spelling for many, as permissions/arabic.py folds: for comparing, never for showing. A test holds the two together.

const LETTERS = { "ى": "ي", "ی": "ي", "ة": "ه", "ۀ": "ه", "ک": "ك", "ٱ": "ا", "ء": "", "ـ": "" };

export function fold(text) {
  return text
    .normalize("NFKD")
    .replace(/[\p{Mn}\p{Me}\p{Cf}]/gu, "")
    .replace(/[ىیةۀکٱءـ]/g, (letter) => LETTERS[letter])
    .replace(/[٠-٩]/g, (digit) => digit.charCodeAt(0) - 0x660)
    .replace(/[۰-۹]/g, (digit) => digit.charCodeAt(0) - 0x6f0)
    .toLowerCase()
    .split(/\s+/u)
    .filter(Boolean)
    .join(" ");
}
