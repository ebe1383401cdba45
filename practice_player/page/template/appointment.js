// A practice that begins at a moment by the clock, named behind the page's address: page.html#at=2026-11-25T20:30Z
// Pure: what time it is comes in as an argument.
"use strict";

const appointment = (() => {
  const WRITTEN = /^#at=(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?Z$/i;
  const DAY_S = 86400;

  /** The moment in milliseconds since 1970; null where the address names none, NaN where what it names is none. */
  function momentIn(hash) {
    if (!hash.startsWith("#at=")) return null;
    let text = hash;
    try { text = decodeURIComponent(hash); } catch { /* it is read as it stands, and so refused */ }
    const parts = WRITTEN.exec(text);
    if (!parts) return NaN;
    const [year, month, day, hour, minute, second] = parts.slice(1).map((part) => Number(part || 0));
    const moment_ms = Date.UTC(year, month - 1, day, hour, minute, second);
    const stands = new Date(moment_ms).toISOString().startsWith(`${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}`);
    return stands && second < 60 ? moment_ms : NaN; // there is no 31st of February
  }

  /** Seconds as a clock shows them: 0:05, 12:05, 2:00:05. */
  function clock(time_s) {
    const whole = Math.max(0, Math.floor(time_s)), two = (number) => String(number).padStart(2, "0");
    const hours = Math.floor(whole / 3600), minutes = Math.floor(whole / 60) % 60;
    return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
  }

  /** The moment as the clock on this wall says it, and the day where it is another one. */
  function said(moment_ms, now_ms, lang) {
    const moment = new Date(moment_ms);
    const time = moment.toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
    if (moment.toDateString() === new Date(now_ms).toDateString()) return time;
    const day = { weekday: "long", day: "numeric", month: "long" };
    if (moment.getFullYear() !== new Date(now_ms).getFullYear()) day.year = "numeric";
    return `${time} on ${moment.toLocaleDateString(lang || "en", day)}`;
  }

  /** Where the clock stands: "none", "unreadable", "ahead", "under way" or "over", and the second of the practice. */
  function standing(moment_ms, now_ms, length_s) {
    if (moment_ms === null) return { when: "none", time_s: null };
    if (Number.isNaN(moment_ms)) return { when: "unreadable", time_s: null };
    const time_s = (now_ms - moment_ms) / 1000;
    return { when: time_s < 0 ? "ahead" : time_s < length_s ? "under way" : "over", time_s };
  }

  /** What stands before the start: words, a clock, a note, and what the two buttons do; a button without words is not there. */
  function words({ when, time_s }, at, ready) {
    if (when === "unreadable") return { says: "The time in this address cannot be read.", note: "Begin whenever you like.", begin: "Begin" };
    if (when === "over") return { says: `This was for ${at}, and is over.`, note: "Begin whenever you like.", begin: "Begin" };
    if (when === "under way") {
      return {
        says: `It began at ${at}.`, clock: `${clock(time_s)} ago`, note: "You come in where it is now.",
        begin: "Come in", alone: "From the beginning, on your own",
      };
    }
    if (when !== "ahead") return { begin: "Begin" };
    const left_s = Math.ceil(-time_s);
    const days = Math.floor(left_s / DAY_S);
    return {
      says: ready ? `Ready. It begins by itself at ${at}.` : `It begins at ${at}.`,
      clock: days > 1 ? `in ${days} days` : `in ${clock(left_s)}`,
      note: ready
        ? "Keep this page open, the screen lit and the sound on. There is nothing more to press."
        : "Browsers stay silent until something is pressed. Press Ready, and it begins by itself.",
      begin: ready ? "" : "Ready", alone: "Begin on your own",
    };
  }

  return { momentIn, clock, said, standing, words };
})();
