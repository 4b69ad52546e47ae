// Keys of the session; the same on the screens and on the lock.
export const LOCK_KEY = 'Ctrl+L';
export const SWITCH_KEY = 'Ctrl+Shift+L';
export const MENU_KEY = 'F9';
