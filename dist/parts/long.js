var i=".past{content-visibility:auto;contain-intrinsic-block-size:auto 1400px;overflow-clip-margin:16px}.past:empty{display:none}.past .bubble{animation:none}";export{i as css};
