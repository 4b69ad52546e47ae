// Light, dark, or as the system has it. Set before the first frame, so that nothing flashes.
import { ref, watchEffect } from 'vue';

export const THEMES = ['system', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

const KEPT_AS = 'yanshi.theme';
const systemDark = window.matchMedia('(prefers-color-scheme: dark)');
const systemIsDark = ref(systemDark.matches);
systemDark.addEventListener('change', ({ matches }) => (systemIsDark.value = matches));

const kept = localStorage.getItem(KEPT_AS);

/** The choice; assign to change it. */
export const theme = ref<Theme>(THEMES.find((choice) => choice === kept) ?? 'system');

watchEffect(() => {
  const dark = theme.value === 'dark' || (theme.value === 'system' && systemIsDark.value);
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
  localStorage.setItem(KEPT_AS, theme.value);
});
