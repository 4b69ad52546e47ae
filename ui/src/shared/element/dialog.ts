import 'element-plus/es/components/dialog/style/css.mjs';
export { ElDialog } from 'element-plus/es/components/dialog/index.mjs';
