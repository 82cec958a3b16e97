// A moment as the server writes it (clock_words in permissions/writing.py): by the country's clock and not the phone's.

export function writtenMoment(when, locale, { hours, midnight, noon, both, to24, zone }) {
  const wanted = { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "numeric", minute: "2-digit", hourCycle: "h23", timeZone: zone };
  const all = new Intl.DateTimeFormat(`${locale}-u-nu-latn`, wanted).formatToParts(when);
  const part = Object.fromEntries(all.map(({ type, value }) => [type, value]));
  const hour = Number(part.hour);
  const named = part.minute === "00" ? { 0: midnight, 12: noon }[hour] : null;
  const clock = `${to24 ? part.hour.padStart(2, "0") : hour % 12 || 12}:${part.minute}`;
  const said = (named ?? hours[hour]).replace("%(hour)s", clock);
  return both.replace("{1}", `${part.weekday} ${part.day} ${part.month} ${part.year}`).replace("{0}", said);
}
