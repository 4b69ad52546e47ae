// Signals after the first paint, as the program does after its first screen.
requestAnimationFrame(() => setTimeout(() => window.__TAURI_INTERNALS__.invoke('rpc'), 0));
