// What a page says of a moment besides its captions, in the words of the terminal's player.  Pure.
"use strict";

function wordsOf(practice, endOf) {
  const clock = (time_s) => appointment.clock(Math.round(time_s));

  /** Where in the practice this is; the heading last, as it may be cut. */
  function place({ step, phase, turn, stays, asks, waits, heading }, time) {
    const words = [];
    if (phase) words.push(`${practice.places.breathe} ${phase.breath}` + (phase.until_enter ? "" : ` of ${phase.breaths}`));
    else if (step && !turn && !stays && step.kind !== "say") {
      const kind = practice.places[step.kind];
      if (kind) words.push(asks || waits ? kind : `${kind}, ${clock(endOf(step) - time)} left`);
    }
    if (heading) words.push(heading.text);
    return words.join("  ·  ");
  }

  /** What nobody says aloud, for whoever cannot see it: the voice is not talked over.  Nothing new while it speaks. */
  function unspoken({ step, phase, turn, asks }, hasAnswers) {
    if (!step || step.kind === "say") return null;
    const words = [turn ? practice.turns[turn.who].label : practice.places[step.kind]];
    if (asks && hasAnswers) words.push(`Stay: ${asks.staying || "as it is"}`, `Gentler: ${asks.shifting || "something gentler"}`);
    else if (!phase) words.push(step.text);
    if (turn) words.push(practice.turns[turn.who].listening);
    return words.filter(Boolean).map((text) => /[.!?…]$/.test(text) ? text : `${text}.`).join(" ");
  }

  return { clock, place, unspoken };
}
