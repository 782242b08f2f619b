import{o as e}from"../widget.js";var t=(t,o,r)=>e(o[new Intl.PluralRules(t).select(r)]??o.other,{n:r.toLocaleString(t)});export{t};
