// The sound is the clock: all that is shown follows from where it is.  Nothing is fetched, and nothing kept.
"use strict";
(() => {
  const practice = JSON.parse(document.getElementById("practice").textContent);
  const roads = practice.roads;
  const { endOf, soundEnd, lastBefore, current, placeAt, soundTimeOf, momentAt } = practiceOf(roads);
  const { clock, place, unspoken } = wordsOf(practice, endOf);
  const $ = (id) => document.getElementById(id);
  const sound = $("sound");
  const device = deviceOf(practice.title);
  const motion = matchMedia("(prefers-reduced-motion: reduce)");

  const SMALLEST_RADIUS = 42, LARGEST_RADIUS = 104; // of the disc, in the picture's own units
  const NEAR_S = 2; // nearer than this to the start of a step, a step back leads to the one before
  const LONG_PAUSE_S = 30; // after a pause this long, the sentence or breath begins again
  const END_S = 0.06; // so near to its end, a road is over: what lies behind it in the sound is another one
  const ROUNDING_S = 0.001; // browsers round a time down, and what begins there would not have begun yet
  const MOST_DOTS = 12;
  const LENGTH_S = Math.max(...roads.map((road) => road.length_s));
  const LOOK_MS = 500; // between two looks at the clock, which also shows when it was set or the device slept
  const IN_STEP_S = 0.03; // nearer than this to the clock is in step
  const OUT_OF_STEP_S = 0.3; // further than this, one is offered to catch up
  const ELSEWHERE_S = 2; // further than this just after coming in, somebody went elsewhere meanwhile
  const SETTLING_MS = 400; // after this long, a jump has been made and its sound can be trusted to run

  let begun = false, ended = false, pausedAt = null;
  let atMs = null; // the moment that the address names, as long as it is followed
  let look = 0; // the timer of the next look at the clock
  let ready = false; // whether somebody has pressed Ready, and the sound may begin by itself

  // --- What is shown -------------------------------------------------------------------------------------

  const shown = new Map();
  function put(id, text) {
    if (shown.get(id) !== text) { shown.set(id, text); $(id).textContent = text; }
  }
  function hide(id, hidden) { if ($(id).hidden !== hidden) $(id).hidden = hidden; }

  function showScene(id) {
    for (const scene of ["before", "player", "after"]) hide(scene, scene !== id);
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
    const second = String(Math.round(time)), seek = $("seek");
    if (seek.value !== second) {
      seek.value = second;
      seek.style.setProperty("--played", `${(100 * time / road.length_s).toFixed(2)}%`);
    }
    const left = `${clock(road.length_s - time)} left`;
    put("left", left);
    // A slider with the focus is read at each change: only where it was moved is told.
    if (document.activeElement !== seek || sound.paused) seek.setAttribute("aria-valuetext", left);
  }

  /** How far the practice is behind the clock that both follow; null where no clock is followed, or it is over. */
  function behind(time) {
    const { when, time_s } = appointment.standing(atMs, Date.now(), LENGTH_S);
    return begun && when === "under way" ? time_s - time : null;
  }

  function showStep(time) {
    const behind_s = behind(time);
    const isOut = behind_s !== null && Math.abs(behind_s) > OUT_OF_STEP_S;
    hide("catch-up", !isOut);
    if (!isOut) return;
    put("catch-up-name", behind_s > 0 ? "Catch up" : "Back in step");
    const far = Math.abs(behind_s) < 1 ? "a moment" : clock(Math.abs(behind_s));
    put("catch-up-words", `${far} ${behind_s > 0 ? "behind" : "ahead"}`);
  }

  /** What stands before the start, by the clock where the address names a moment. */
  function showAppointment() {
    const now = appointment.standing(atMs, Date.now(), LENGTH_S);
    const at = now.time_s === null ? "" : appointment.said(atMs, Date.now(), document.documentElement.lang);
    const { says, clock: left, note, begin, alone } = appointment.words(now, at, ready);
    hide("appointment", !says);
    put("appointment-says", says || "");
    put("countdown", left || "");
    put("appointment-note", note || "");
    hide("begin", !begin);
    put("begin", begin);
    hide("alone", !alone);
    put("alone", alone || "");
    return now;
  }

  function draw() {
    const { road, time } = placeAt(sound.currentTime);
    const moment = momentAt(road, time);
    showBreath(moment.phase, moment.fullness, time);
    const listening = showTurn(moment.turn || moment.stays, time);
    showQuestion(road, moment.asks, time);
    showPassage(road, time);
    showStep(time);
    const told = begun && unspoken(moment, Boolean(moment.asks && forkOf(road, moment.asks)));
    if (told) put("told", told);
    hide("go-on", !moment.waits);
    put("caption", moment.caption);
    $("caption").classList.toggle("dimmed", moment.dimmed);
    put("hint", listening);
    put("place", begun && sound.paused ? "Paused" : place(moment, time));
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
    if (!begun || document.activeElement === document.body) $("pause").focus({ preventScroll: true });
    begun = true;
    sound.play().catch(() => draw());
  }

  /** Does what the button before the start says, by the clock. */
  function begin() {
    const { when } = appointment.standing(atMs, Date.now(), LENGTH_S);
    if (when === "under way") { comeIn(); return; }
    if (when !== "ahead") { atMs = null; play(); return; }
    ready = true;
    showAppointment();
    $("alone").focus({ preventScroll: true });
    // Browsers let a sound begin by itself once it has played at somebody's wish.
    sound.play().then(() => { if (!begun) sound.pause(); }).catch(() => {});
    keepLit();
  }

  function alone() {
    atMs = null;
    play();
  }

  /** Goes to where the clock is, and again by as much as going there took, until it is in step. */
  function comeIn(times = 5, taking_s = 0) {
    const { when, time_s } = appointment.standing(atMs, Date.now(), LENGTH_S);
    if (when !== "under way") return;
    pausedAt = null;
    const { number } = placeAt(sound.currentTime);
    goTo(number, time_s + taking_s);
    if (ended) return;
    play();
    setTimeout(() => {
      const late_s = behind(placeAt(sound.currentTime).time);
      const isNear = late_s !== null && Math.abs(late_s) < ELSEWHERE_S;
      if (times > 1 && isNear && !sound.paused && Math.abs(late_s) > IN_STEP_S) comeIn(times - 1, taking_s + late_s);
    }, SETTLING_MS);
  }

  /** Looks at the clock until the practice begins, and begins it where somebody is ready. */
  function lookAtClock() {
    clearTimeout(look);
    if (begun) return;
    const { when, time_s } = showAppointment();
    if (ready && when === "under way") comeIn();
    else if (when === "ahead" || when === "under way") look = setTimeout(lookAtClock, when === "ahead" ? Math.min(LOOK_MS, -1000 * time_s) : LOOK_MS);
  }

  function readAddress() {
    if (begun) return;
    atMs = appointment.momentIn(location.hash);
    ready = false;
    lookAtClock();
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
    $("part-list").querySelector(now ? "[aria-current]" : "button").focus();
  }

  function tellDevice() {
    if (!begun) return;
    const { road, time } = placeAt(sound.currentTime);
    device.tell({ isPaused: sound.paused, length_s: road.length_s, time_s: time, rate: sound.playbackRate });
  }
  function keepLit() { device.keepLit(begun ? !sound.paused : ready); }

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
  sound.addEventListener("error", () => hide("fault", false));
  sound.addEventListener("seeked", () => { draw(); tellDevice(); });
  for (const change of ["play", "pause"]) {
    sound.addEventListener(change, () => {
      pausedAt = sound.paused ? performance.now() : null;
      $("pause").setAttribute("aria-label", sound.paused ? "Go on" : "Pause");
      $("pause").title = sound.paused ? "Go on" : "Pause";
      $("pause-icon").setAttribute("d", sound.paused ? "M8 5v14l11-7z" : "M8 5v14M16 5v14");
      draw(); tellDevice(); keepLit();
    });
  }
  device.listen({
    play: () => begun ? play() : begin(), pause: () => sound.pause(),
    previoustrack: back, nexttrack: on, seekbackward: back, seekforward: on,
    seekto: (details) => goTo(placeAt(sound.currentTime).number, details.seekTime),
  });
  document.addEventListener("visibilitychange", () => { keepLit(); lookAtClock(); });
  addEventListener("hashchange", readAddress);

  const clicks = {
    begin, alone, again: play, "catch-up": () => comeIn(), pause: togglePause, back, on, parts: showParts, "list-close": () => $("list").close(),
    closed: () => setDark(true), dark: () => setDark(false), stay: () => answer(true), shift: () => answer(false),
    "go-on": () => answer(true), larger: () => setLarger(!document.body.classList.contains("large")),
  };
  for (const [id, action] of Object.entries(clicks)) $(id).addEventListener("click", action);
  $("seek").addEventListener("input", () => goTo(placeAt(sound.currentTime).number, Number($("seek").value)));

  const keys = {
    " ": togglePause, k: togglePause, ArrowLeft: back, ArrowRight: on, s: () => answer(false),
    e: () => setDark(true), t: clicks.larger, c: () => comeIn(), Enter: () => answer(true),
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
  hide("fault", !sound.error);
  followMotion();
  showScene("before");
  readAddress();
})();
