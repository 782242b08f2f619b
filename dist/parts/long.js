var i=".log .msg{content-visibility:auto;contain-intrinsic-block-size:auto 80px;overflow-clip-margin:16px}.log .bubble{animation:none}";export{i as css};
