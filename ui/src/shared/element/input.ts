import 'element-plus/es/components/input/style/css.mjs';
export { ElInput } from 'element-plus/es/components/input/index.mjs';
