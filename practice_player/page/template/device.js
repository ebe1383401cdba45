// The device round the page: lock screen and media keys, and a screen that stays lit.  Whatever a browser lacks or refuses is done without.
"use strict";

function deviceOf(title) {
  const media = navigator.mediaSession;
  let lock = null;

  /** Lets the lock screen and the media keys act, by the names that browsers have for them. */
  function listen(handlers) {
    if (!media) return;
    if (window.MediaMetadata) media.metadata = new MediaMetadata({ title, artist: "practice-player" });
    for (const [action, handler] of Object.entries(handlers)) {
      try { media.setActionHandler(action, handler); } catch { /* this browser has no such key */ }
    }
  }

  function tell({ isPaused, length_s, time_s, rate }) {
    if (!media) return;
    media.playbackState = isPaused ? "paused" : "playing";
    if (media.setPositionState) media.setPositionState({ duration: length_s, position: time_s, playbackRate: rate });
  }

  /** Keeps the screen lit, or no longer; a browser lets go by itself where the page is not seen. */
  async function keepLit(isLit) {
    if (!navigator.wakeLock || document.hidden) return;
    if (isLit && (!lock || lock.released)) {
      try { lock = await navigator.wakeLock.request("screen"); } catch { lock = null; }
    } else if (!isLit && lock) {
      const held = lock;
      lock = null;
      try { await held.release(); } catch { /* it was let go already */ }
    }
  }

  return { listen, tell, keepLit };
}
