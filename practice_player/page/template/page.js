// The sound is the clock: all that is shown follows from where it is.  Nothing is fetched, and nothing kept.
"use strict";
(() => {
  const practice = JSON.parse(document.getElementById("practice").textContent);
  const roads = practice.roads;
  const $ = (id) => document.getElementById(id);
  const sound = $("sound");
  const motion = matchMedia("(prefers-reduced-motion: reduce)");

  const SMALLEST_RADIUS = 42, LARGEST_RADIUS = 104; // of the disc, in the picture's own units
  const NEAR_S = 2; // nearer than this to the start of a step, a step back leads to the one before
  const LONG_PAUSE_S = 30; // after a pause this long, the sentence or breath begins again
  const END_S = 0.06; // so near to its end, a road is over: what lies behind it in the sound is another one
  const ROUNDING_S = 0.001; // browsers round a time down, and what begins there would not have begun yet
  const MOST_DOTS = 12;
  const STAYING = ["rest", "stay", "turn", "wait"];

  let begun = false, ended = false, pausedAt = null, heldLock = null;

  // --- Where the practice is -----------------------------------------------------------------------------

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

  // --- What is shown -------------------------------------------------------------------------------------

  const shown = new Map();
  function put(id, text) {
    if (shown.get(id) !== text) { shown.set(id, text); $(id).textContent = text; }
  }
  function hide(id, hidden) { if ($(id).hidden !== hidden) $(id).hidden = hidden; }
  const clock = (time) => `${Math.floor(Math.round(time) / 60)}:${String(Math.round(time) % 60).padStart(2, "0")}`;

  function showScene(id) {
    for (const scene of ["before", "player", "after"]) hide(scene, scene !== id);
  }

  function placeWords(moment) {
    if (begun && sound.paused && !ended) return "Paused";
    const words = [];
    if (moment.phase) words.push(`${practice.places.breathe} ${moment.phase.breath}` + (moment.phase.until_enter ? "" : ` of ${moment.phase.breaths}`));
    else if (moment.step && !moment.turn && !moment.stays && moment.step.kind !== "say") words.push(practice.places[moment.step.kind] || "");
    if (moment.heading) words.push(moment.heading.text);
    return words.filter(Boolean).join("  ·  ");
  }

  function showBreath(phase, fullness, time) {
    hide("pacer", !phase);
    if (!phase) return;
    const left = Math.max(1, Math.ceil(endOf(phase) - time - 1e-6));
    const counted = Math.max(1, Math.min(Math.floor(time - phase.start_s + 1e-6) + 1, Math.floor(phase.length_s)));
    const still = document.body.classList.contains("still");
    put("word", phase.name ? (still ? `${phase.phase}, ${phase.name}` : phase.name) : phase.phase);
    put("number", String(phase.counted ? counted : left));
    const radius = SMALLEST_RADIUS + (LARGEST_RADIUS - SMALLEST_RADIUS) * fullness;
    if (!still) $("disc").setAttribute("r", radius.toFixed(2));
    const whole = Math.ceil(phase.length_s - 1e-6);
    put("dots", whole <= MOST_DOTS ? "●".repeat(Math.max(0, whole - left + 1)) + "○".repeat(Math.max(0, left - 1)) : "");
    $("pacer").dataset.fullness = fullness.toFixed(4);
  }

  function showTurn(step, time) {
    hide("turn", !step);
    if (!step) return "";
    const turn = step.kind === "turn" ? practice.turns[step.who] : { label: practice.places[step.kind], listening: "" };
    const left = endOf(step) - time;
    put("whose", turn.label);
    put("turn-left", `${clock(left)} left`);
    const share = document.body.classList.contains("still") ? Math.ceil(left) / Math.ceil(step.length_s) : left / step.length_s;
    $("ring").setAttribute("stroke-dasharray", `${Math.max(0, Math.min(1, share)).toFixed(4)} 2`);
    return turn.listening;
  }

  /** Where staying leads to; nothing where both answers go the same way. */
  const forkOf = (road, asks) => road.forks.find((fork) => Math.abs(fork.at_s - endOf(asks)) < 0.01);

  function showQuestion(road, asks, time) {
    const hidden = !asks || !forkOf(road, asks);
    hide("answers", hidden);
    if (hidden) return;
    put("staying", asks.staying || "");
    put("shifting", asks.shifting || "");
    put("answer-left", `No answer is the gentler way: ${Math.ceil(endOf(asks) - time)} s`);
  }

  let marked = null;
  function showPassage(road, time) {
    if (marked !== road) {
      marked = road;
      $("seek").max = String(Math.floor(road.length_s));
      const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      svg.setAttribute("viewBox", "0 0 1000 30");
      svg.setAttribute("preserveAspectRatio", "none");
      for (const part of road.parts.slice(1)) {
        const line = document.createElementNS("http://www.w3.org/2000/svg", "line");
        const x = String(1000 * part.start_s / road.length_s);
        for (const [key, value] of [["x1", x], ["x2", x], ["y1", "10"], ["y2", "20"]]) line.setAttribute(key, value);
        svg.append(line);
      }
      $("marks").replaceChildren(svg);
    }
    const second = String(Math.round(time));
    if ($("seek").value !== second) $("seek").value = second;
    const left = `${clock(road.length_s - time)} left`;
    put("left", left);
    if ($("seek").getAttribute("aria-valuetext") !== left) $("seek").setAttribute("aria-valuetext", left);
  }

  function draw() {
    const { road, time } = placeAt(sound.currentTime);
    const moment = momentAt(road, time);
    showBreath(moment.phase, moment.fullness, time);
    const listening = showTurn(moment.turn || moment.stays, time);
    showQuestion(road, moment.asks, time);
    showPassage(road, time);
    hide("go-on", !moment.waits);
    put("caption", moment.caption);
    $("caption").classList.toggle("dimmed", moment.dimmed);
    put("hint", listening);
    put("place", placeWords(moment));
    $("stage").classList.toggle("alone", !moment.phase && !moment.turn && !moment.stays);
    document.body.classList.toggle("paused", sound.paused);
    $("stage").dataset.time = time.toFixed(3);
  }

  // --- What is done --------------------------------------------------------------------------------------

  function goTo(number, time) {
    ended = false;
    showScene("player");
    const road = roads[number];
    if (time >= road.length_s - END_S) { finish(); return; }
    sound.currentTime = soundTimeOf(number, Math.max(0, time)) + ROUNDING_S;
    draw();
  }

  function play() {
    if (ended) { goTo(0, 0); }
    if (pausedAt !== null && performance.now() - pausedAt > LONG_PAUSE_S * 1000) beginAgain();
    showScene("player");
    if (!begun || document.activeElement === document.body) $("pause").focus();
    begun = true;
    sound.play().catch(() => draw());
  }

  /** Goes back to where the breath or the sentence under way begins. */
  function beginAgain() {
    const { number, road, time } = placeAt(sound.currentTime);
    const step = current(road.steps, time);
    if (step && step.kind === "say") goTo(number, step.start_s);
    else if (current(road.phases, time)) {
      goTo(number, lastBefore(road.phases.filter((phase) => phase.from_fullness === 0 && phase.to_fullness > 0), time).start_s);
    }
  }

  function togglePause() { if (sound.paused) play(); else sound.pause(); }

  function finish() {
    ended = true;
    sound.pause();
    setDark(false);
    if ($("list").open) $("list").close();
    showScene("after");
    $("again").focus();
  }

  function back() {
    const { number, road, time } = placeAt(sound.currentTime);
    const earlier = road.steps.filter((step) => step.kind !== "agree" && step.start_s < time - NEAR_S);
    goTo(number, earlier.length ? earlier[earlier.length - 1].start_s : 0);
  }

  function on() {
    const { number, road, time } = placeAt(sound.currentTime);
    const next = road.steps.find((step) => step.start_s > time + 0.05);
    goTo(number, next ? next.start_s : road.length_s);
  }

  /** Goes on where it waits; answers a question, and takes the road that the answer leads to. */
  function answer(staying) {
    const { number, road, time } = placeAt(sound.currentTime);
    const { asks, waits } = momentAt(road, time);
    if (waits && staying) goTo(number, endOf(waits));
    if (!asks) return;
    const fork = forkOf(road, asks);
    goTo(staying && fork ? fork.road : number, endOf(asks));
  }

  function isAsked() {
    const { road, time } = placeAt(sound.currentTime);
    const { asks, waits } = momentAt(road, time);
    return Boolean(asks || waits);
  }

  function setDark(dark) {
    hide("dark", !dark);
    if (dark) {
      $("dark").focus();
      $("dark").firstElementChild.hidden = false;
      setTimeout(() => { $("dark").firstElementChild.hidden = true; }, 6000);
    } else if (document.activeElement === $("dark")) $("pause").focus();
  }

  function setLarger(larger) {
    document.body.classList.toggle("large", larger);
    $("larger").setAttribute("aria-pressed", String(larger));
  }

  function showParts() {
    const { number, road, time } = placeAt(sound.currentTime);
    const now = lastBefore(road.parts, time);
    $("part-list").replaceChildren(...road.parts.map((part) => {
      const item = document.createElement("li"), button = document.createElement("button");
      const title = document.createElement("span"), at = document.createElement("span");
      button.type = "button";
      title.dir = "auto";
      title.textContent = part.title;
      at.textContent = clock(part.start_s);
      if (part === now) button.setAttribute("aria-current", "true");
      button.append(title, at);
      button.addEventListener("click", () => { $("list").close(); goTo(number, part.start_s); });
      item.append(button);
      return item;
    }));
    $("list").showModal();
  }

  // --- The device: lock screen, media keys, and a screen that stays lit -------------------------------------

  const media = navigator.mediaSession;
  if (media) {
    if (window.MediaMetadata) media.metadata = new MediaMetadata({ title: practice.title, artist: "practice-player" });
    const handlers = {
      play, pause: () => sound.pause(), previoustrack: back, nexttrack: on, seekbackward: back, seekforward: on,
      seekto: (details) => goTo(placeAt(sound.currentTime).number, details.seekTime),
    };
    for (const [action, handler] of Object.entries(handlers)) {
      try { media.setActionHandler(action, handler); } catch { /* this browser has no such key */ }
    }
  }
  function tellDevice() {
    if (!media || !media.setPositionState) return;
    const { road, time } = placeAt(sound.currentTime);
    media.playbackState = sound.paused ? "paused" : "playing";
    media.setPositionState({ duration: road.length_s, position: time, playbackRate: sound.playbackRate });
  }
  async function keepLit() {
    if (sound.paused || document.hidden || !navigator.wakeLock) {
      if (heldLock && sound.paused) { heldLock.release(); heldLock = null; }
      return;
    }
    try { heldLock = await navigator.wakeLock.request("screen"); } catch { heldLock = null; }
  }

  // --- Who calls what ------------------------------------------------------------------------------------

  function tick() {
    const { road } = placeAt(sound.currentTime);
    if (begun && !ended && sound.currentTime >= soundEnd(road) - END_S) finish();
    else draw();
  }
  (function follow() {
    if (!sound.paused) tick();
    requestAnimationFrame(follow);
  })();

  sound.addEventListener("timeupdate", tick); // also where nothing is drawn: the screen is off, the sound goes on
  sound.addEventListener("ended", finish);
  sound.addEventListener("seeked", () => { draw(); tellDevice(); });
  for (const change of ["play", "pause"]) {
    sound.addEventListener(change, () => {
      pausedAt = sound.paused ? performance.now() : null;
      $("pause").setAttribute("aria-label", sound.paused ? "Go on" : "Pause");
      $("pause-icon").setAttribute("d", sound.paused ? "M8 5v14l11-7z" : "M8 5v14M16 5v14");
      draw(); tellDevice(); keepLit();
    });
  }
  document.addEventListener("visibilitychange", keepLit);

  const clicks = {
    begin: play, again: play, pause: togglePause, back, on, parts: showParts, "list-close": () => $("list").close(),
    closed: () => setDark(true), dark: () => setDark(false), stay: () => answer(true), shift: () => answer(false),
    "go-on": () => answer(true), larger: () => setLarger(!document.body.classList.contains("large")),
  };
  for (const [id, action] of Object.entries(clicks)) $(id).addEventListener("click", action);
  $("seek").addEventListener("input", () => goTo(placeAt(sound.currentTime).number, Number($("seek").value)));

  const keys = {
    " ": togglePause, k: togglePause, ArrowLeft: back, ArrowRight: on, s: () => answer(false),
    e: () => setDark(true), t: clicks.larger, Enter: () => answer(true),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (!$("dark").hidden) { setDark(false); event.preventDefault(); return; }
    if (!begun || ended || $("list").open) return;
    const at = event.target;
    if (at === $("seek") && event.key.startsWith("Arrow")) return;
    const answers = event.key === "Enter" && at.id === "pause" && isAsked(); // the key that rests on Pause is for the question
    if (at instanceof HTMLButtonElement && (event.key === "Enter" || event.key === " ") && !answers) return;
    const action = keys[event.key];
    if (action) { event.preventDefault(); action(); }
  });

  function followMotion() { document.body.classList.toggle("still", motion.matches); draw(); }
  motion.addEventListener("change", followMotion);

  put("title", practice.title);
  put("name", practice.title);
  put("summary", practice.summary);
  put("length", practice.length);
  $("care").replaceChildren(...practice.care.map((words) => {
    const line = document.createElement("p");
    line.dir = "auto";
    line.textContent = words;
    return line;
  }));
  document.documentElement.classList.add("scripted");
  sound.controls = false;
  followMotion();
  showScene("before");
})();
