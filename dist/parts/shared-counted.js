import{a as e}from"../widget.js";var t=(t,r,l)=>e(r[new Intl.PluralRules(t).select(l)]??r.other,{n:l.toLocaleString(t)});export{t};
