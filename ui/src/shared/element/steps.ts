import 'element-plus/es/components/steps/style/css.mjs';
import 'element-plus/es/components/step/style/css.mjs';
export { ElStep, ElSteps } from 'element-plus/es/components/steps/index.mjs';
