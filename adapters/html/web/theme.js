// Colours that stay apart for colour-blind readers (Okabe and Ito, "Color Universal Design", 2008; the yellow, which is
// lost on white, is darkened), on a light and a dark ground.
const light = {
  text: '#1f2328', quiet: '#57606a', line: '#d0d7de', ground: '#ffffff', hatch: 'rgba(31,35,40,0.22)',
  colours: ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#7a6a00', '#56b4e9', '#57606a'],
  ramp: ['#eef5fb', '#8fbfe0', '#0072b2', '#00395a'],
}
const dark = {
  text: '#e6edf3', quiet: '#9da7b1', line: '#3d444d', ground: '#161b22', hatch: 'rgba(230,237,243,0.28)',
  colours: ['#56b4e9', '#e69f00', '#2bc49a', '#e29bc3', '#f0e442', '#a8d8f5', '#9da7b1'],
  ramp: ['#16283a', '#1f5f8b', '#56b4e9', '#d6effc'],
}

export const symbols = ['circle', 'rect', 'triangle', 'diamond', 'pin', 'arrow', 'roundRect']

export function themeOf(isDark) {
  return isDark ? dark : light
}
