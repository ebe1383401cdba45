// What a practice is at each second of its sound: which road, which step, which words, how full the breath.
// Knows nothing of the page.
"use strict";

/** Reads the roads of `show --json`'s objects; each gets its phases, headings and steps beside its cues. */
function practiceOf(roads) {
  const STAYING = ["rest", "stay", "turn", "wait"];

  const endOf = (span) => span.start_s + span.length_s;
  const soundEnd = (road) => road.sound_s + road.length_s - road.start_s;

  function lastBefore(spans, time) {
    let low = 0, high = spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (spans[middle].start_s <= time) low = middle + 1; else high = middle;
    }
    return low ? spans[low - 1] : null;
  }
  const current = (spans, time) => {
    const span = lastBefore(spans, time);
    return span && time < endOf(span) ? span : null;
  };

  for (const road of roads) {
    road.phases = road.cues.flatMap((cue) => (cue.phases || []).map((phase) => ({
      ...phase, breaths: cue.phases[cue.phases.length - 1].breath, until_enter: cue.until_enter,
    })));
    road.headings = road.cues.filter((cue) => cue.kind === "heading");
    road.steps = [];
    for (const cue of road.cues) {
      const before = road.steps[road.steps.length - 1];
      if (cue.kind !== "background" && cue.kind !== "heading" && !(before && cue.start_s < endOf(before) - 0.001)) road.steps.push(cue);
    }
  }

  /** The road that this second of the sound lies on, and the second of the practice that it is there. */
  function placeAt(soundTime) {
    let number = 0;
    while (number + 1 < roads.length && soundTime >= roads[number + 1].sound_s - 0.0005) number += 1;
    const road = roads[number];
    return { number, road, time: Math.min(road.length_s, Math.max(0, soundTime - road.sound_s + road.start_s)) };
  }

  /** The second of the sound at which a second of the practice is heard, on a road or on the one it left. */
  function soundTimeOf(number, time) {
    let road = roads[number];
    while (road.leaves !== null && time < road.start_s) road = roads[road.leaves];
    return road.sound_s + Math.max(0, time - road.start_s);
  }

  /** Everything that is shown at a second of the practice. */
  function momentAt(road, time) {
    const step = current(road.steps, time);
    const caption = current(road.captions, time);
    const phase = current(road.phases, time);
    const heading = lastBefore(road.headings, time);
    // Lungs neither start nor stop at once: the same ease as in the terminal.
    const share = phase ? (time - phase.start_s) / phase.length_s : 0;
    const asks = step && step.kind === "agree" ? step : null;
    const waits = step && (step.kind === "wait" || step.until_enter) ? step : null;
    // What was said last stays, dimmed, while nothing new is said.
    const last = step && STAYING.includes(step.kind) ? lastBefore(road.captions, time) : null;
    return {
      step, phase, heading, asks, waits,
      turn: step && step.kind === "turn" ? step : null,
      stays: step && step.kind === "stay" ? step : null,
      caption: asks ? asks.text : caption ? caption.text : last ? last.text : "",
      dimmed: !asks && !caption,
      fullness: phase ? phase.from_fullness + (phase.to_fullness - phase.from_fullness) * share * share * (3 - 2 * share) : null,
    };
  }

  return { endOf, soundEnd, lastBefore, current, placeAt, soundTimeOf, momentAt };
}
