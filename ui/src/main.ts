// The program's page. Everything before the first frame is here: theme, words, cache, and the root.
import { VueQueryPlugin } from '@tanstack/vue-query';
import { createApp, type Component } from 'vue';
import App from './app/App.vue';
import { i18n } from './app/i18n';
import { queryClient } from './app/queryClient';
import './app/styles/tokens.css';
import './app/styles/base.css';
import './app/styles/parts.css';
import './app/styles/print.css';
import './app/theme';
import { inBrowser } from './platform';

const show = (page: Component): unknown => createApp(page).use(i18n).use(VueQueryPlugin, { queryClient }).mount('#app');

// The parts, for whoever builds screens. The program's own window has no address bar.
if (inBrowser() && location.hash === '#parts') void import('./app/parts/PartsPage.vue').then(({ default: page }) => show(page));
else show(App);
