import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { fromRoot } from './paths.ts';

/** The built files of this version are cut; another version needs the cuts to be looked at again. */
const VERSION = '11.2.0';

/** What stands in the built file, what stands there instead, and what the widget then lacks. */
type Cut = readonly [found: string, instead: string, lacks: string];

/** Of `preact/dist/preact.mjs`. The letters are those of its minifier: `z` compares, `F` does so for elements, `I` for children. */
const CORE: readonly Cut[] = [
  ['return!o&&n.vnode&&n.vnode(e),e', 'return e', 'the hook for developers’ tools at each new node'],
  ['function x(n,t){this.props=n,this.context=t,this.__g=0}', 'function x(n){this.props=n,this.__g=0}', 'context'],
  ['"function"!=typeof n.type||n.props.__P?null:S(n)', '"function"!=typeof n.type?null:S(n)', 'portals'],
  [
    'n.vnode&&n.vnode(r),z(e,r,u,t.__n,e.namespaceURI,32&u.__u?[i]:null,f,i||S(u),32&u.__u,o)',
    'z(e,r,u,e.namespaceURI,f,i||S(u),o)',
    'context and hydration when a component draws itself again',
  ],
  ['(n=n.__)&&n.__c&&!n.props.__P', '(n=n.__)&&n.__c', 'portals'],
  [
    '&&i==n.debounceRendering||((i=n.debounceRendering)||queueMicrotask)(H)',
    '||queueMicrotask(H)',
    'another clock for drawing than the microtask',
  ],
  ['(f=u.length)&&(i||queueMicrotask)(H)', '(f=u.length)&&queueMicrotask(H)', 'the same'],
  ['function I(n,t,r,u,i,f,o,e,l,c,a){', 'function I(n,t,r,u,f,e,l,a){', 'context, hydration'],
  ['_=z(n,v,h,i,f,o,e,l,c,a)', '_=z(n,v,h,f,e,l,a)', 'context, hydration'],
  ['if(n.props.__P)return t;', '', 'portals'],
  [
    'for(t&&!t.parentNode&&(t=S(n))&&!t.parentNode&&(t=null),o=n.__e,e=t;e&&8==e.nodeType;)e=e.nextSibling;for(o!=e&&(',
    't&&!t.parentNode&&(t=S(n))&&!t.parentNode&&(t=null),o=n.__e;o!=t&&(',
    'comments among the nodes, which only hydration makes',
  ],
  [
    ',t=o;(t=t&&t.nextSibling)&&8==t.nodeType&&!t.data.startsWith("$s"););return t}',
    ';return o&&o.nextSibling}',
    'the same',
  ],
  [
    'if("style"==t)if("string"==typeof r)n.style.cssText=r;else{if("string"==typeof u&&(n.style.cssText=u=""),u)for(t in u)r&&t in r||T(n.style,t);if(r)for(t in r)u&&r[t]==u[t]||T(n.style,t,r[t])}else if("o"==t[0]',
    'if("o"==t[0]',
    'the property `style`',
  ],
  [
    'f=t!=(t=t.replace(l,"$1")),(t=t.slice(2))[0]<"a"&&(t=t.toLowerCase()),r?n.addEventListener(t,o,f):n.removeEventListener(t,o,f)',
    '(t=t.slice(2))[0]<"a"&&(t=t.toLowerCase()),r?n.addEventListener(t,o):n.removeEventListener(t,o)',
    'listeners on the way down (`onClickCapture`)',
  ],
  [',l=/(PointerCapture)$|Capture$/i,c=0', ',c=0', 'the same'],
  [
    'if("http://www.w3.org/2000/svg"==i)t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,"s");else if("width"!=t&&"height"!=t&&"href"!=t&&"list"!=t&&"form"!=t&&"tabIndex"!=t&&"download"!=t&&"rowSpan"!=t&&"colSpan"!=t&&"role"!=t&&"popover"!=t&&t in n)try{',
    'if("http://www.w3.org/2000/svg"!=i&&!/^(width|height|href|list|form|tabIndex|download|rowSpan|colSpan|role|popover)$/.test(t)&&t in n)try{',
    '`className` and `xlinkHref` in drawings; the names are the same, as a pattern',
  ],
  ['return u(n.event?n.event(r):r)', 'return u(r)', 'events in another dress'],
  [
    'function z(t,r,u,i,f,o,e,l,c,a){var s,p,v,d,k,b,m,M,C,j,L,H,q,A,O,P,T,N,V=r.type;if(r.constructor!==h)return null;128&u.__u&&(c=32&u.__u,s=u.__c.__z)&&(r.__u|=c,p=o=[],8==s.nodeType?l=B(s,o):o.push(s),l=o[0]||l),(s=n.__b)&&s(r);',
    'function z(t,r,u,f,e,l,a){var s,v,d,M,H,q,A,V=r.type;if(r.constructor!==h)return null;(s=n.__b)&&s(r);',
    'context, hydration, suspense',
  ],
  [
    'try{if(M=r.props,C=(s=V.prototype)&&s.render,j=(s=V.contextType)&&i[s.__c],L=s?j?j.props.value:s.__:i,(d=u.__c)?(r.__c=d,2&d.__g&&(d.__g|=1)):(C?r.__c=d=new V(M,L):(r.__c=d=new x(M,L),d.constructor=V,d.render=K),j&&j.sub(d),d.state||(d.state={}),d.__n=i,d.__g|=8,d.__h=[],d.__k=[]),C&&(d.__s||(d.__s=d.state),V.getDerivedStateFromProps&&(d.__s==d.state&&(d.__s=_({},d.__s)),_(d.__s,V.getDerivedStateFromProps(M,d.__s)))),k=d.props,b=d.state,d.__v=r,u.__c){if(M!==k&&C&&!V.getDerivedStateFromProps&&d.componentWillReceiveProps&&d.componentWillReceiveProps(M,L),r.__v==u.__v&&!(8&d.__g)||!(4&d.__g)&&d.shouldComponentUpdate&&!1===d.shouldComponentUpdate(M,d.__s,L)){r.__v!=u.__v&&(d.props=M,d.state=d.__s,d.__g&=-9),',
    'try{if(M=r.props,(d=u.__c)?r.__c=d:(r.__c=d=new x(M),d.__g|=8,d.__h=[]),d.__v=r,u.__c&&(r.__v==u.__v&&!(8&d.__g)||!(4&d.__g)&&d.shouldComponentUpdate&&!1===d.shouldComponentUpdate(M))){r.__v!=u.__v&&(d.props=M,d.__g&=-9),',
    'components that are classes, and their state; context; error boundaries. Hooks ask `shouldComponentUpdate`',
  ],
  [
    ',y.push.apply(d.__h,d.__k),d.__k=[],d.__h.length&&e.push(d),l=S(u);break n}d.componentWillUpdate&&d.componentWillUpdate(M,d.__s,L),C&&d.componentDidUpdate&&d.__h.push(function(){d.componentDidUpdate(k,b,m)})}else C&&!V.getDerivedStateFromProps&&d.componentWillMount&&d.componentWillMount(),C&&d.componentDidMount&&d.__h.push(d.componentDidMount);d.context=L,d.props=M,d.__P=t,d.__g&=-5,H=n.__r,q=C?25:0;do{d.__g&=-9,H&&H(r),s=d.render(d.props,d.state=d.__s,d.context)}while(8&d.__g&&++q<25);C&&(y.push.apply(d.__h,d.__k),d.__k=[]),d.state=d.__s,d.getChildContext&&(i=_({},i,d.getChildContext())),C&&u.__c&&d.getSnapshotBeforeUpdate&&(m=d.getSnapshotBeforeUpdate(k,b)),A=',
    ',d.__h.length&&e.push(d),l=S(u);break n}d.props=M,d.__P=t,d.__g&=-5,H=n.__r,q=0;do{d.__g&=-9,H&&H(r),s=V(d.props)}while(8&d.__g&&++q<25);A=',
    'what classes are called at: before and after they are mounted and updated',
  ],
  [
    ',M.__P&&(s=l,f=(t=M.__P).namespaceURI,c=o=null,u.props&&u.props.__P!=t&&(u.__k.some(function(n){n&&J(n,n)}),u.__k=null),l=u.__k?S(u,0):null),l=I(t,w(A)?A:[A],r,u,i,f,o,e,l,c,a),M.__P&&(r.__e=null,l=s),r.__u&=-161,p&&p.some(g),d.__h.length&&e.push(d),1&d.__g&&(d.__g&=-4)}',
    ',l=I(t,w(A)?A:[A],r,u,f,e,l,a),d.__h.length&&e.push(d)}',
    'portals, hydration, error boundaries',
  ],
  [
    'if(e.length=v,r.__v=null,c||o)if(t&&t.then){if(r.__u|=128|c,o){for(~(T=o.indexOf(l||void 0))||(T=o.length);(N=o[T-1])&&8==N.nodeType;)T--;for(;T<o.length;T++)if(N=o[T])if(o[T]=null,O){if(N==P)break}else{if(8!=N.nodeType)break;N.data.startsWith("$s")&&(P=B(O=N))}}if(!O){for(;l&&8==l.nodeType&&l.nextSibling;)l=l.nextSibling;O=l}(s=B(O=r.__c.__z||(r.__c.__z=O)))?(r.__e=O,l=s):r.__e=l,l=l&&l.nextSibling}else o&&o.some(g);else r.__e=u.__e;r.__k||(r.__k=u.__k||[]),t&&t.then||D(r),n.__e(t,r,u)}}else l=r.__e=F(u.__e,r,u,i,f,o,e,c,a,t);',
    'e.length=v,r.__v=null,r.__e=u.__e,r.__k||(r.__k=u.__k||[]),D(r),n.__e(t,r,u)}}else l=r.__e=F(u.__e,r,u,f,e,a);',
    'hydration, suspense',
  ],
  [
    'function F(t,r,u,i,f,o,e,l,c,a){var s,h,y,_,k,b,m,M,$=u.props||p,x=r.props,C=r.type;if("svg"==C?f="http://www.w3.org/2000/svg":"math"==C?f="http://www.w3.org/1998/Math/MathML":f||(f="http://www.w3.org/1999/xhtml"),o)for(s=0;s<o.length;s++)if((k=o[s])&&(C?k.localName==C:3==k.nodeType)){t=k,o[s]=null;break}if(!t){if(M=a.ownerDocument||document,!C)return M.createTextNode(x);t=M.createElementNS(f,C,x.is?x:a),l&&(n.__m&&n.__m(r,o),l=!1),o=null}if(C){if(a="template"==C&&t.content||t,o="textarea"==C&&null!=x.defaultValue?null:o&&d.call(a.childNodes),!l&&o)for($={},s=0;s<t.attributes.length;s++)$[(k=t.attributes[s]).name]=k.value;for(s in $)k=$[s],"dangerouslySetInnerHTML"==s?y=k:"children"==s',
    'function F(t,r,u,f,e,c){var s,_,k,b,m,$=u.props||p,x=r.props,C=r.type;if("svg"==C?f="http://www.w3.org/2000/svg":f||(f="http://www.w3.org/1999/xhtml"),!t){if(!C)return document.createTextNode(x);t=document.createElementNS(f,C)}if(C){for(s in $)k=$[s],"children"==s',
    'formulas, hydration, customised built-in elements, documents in frames, templates',
  ],
  [
    '"children"==s?_=k:"dangerouslySetInnerHTML"==s?h=k:"value"==s?b=k:"checked"==s?m=k:l&&"function"!=typeof k||$[s]===k||N(t,s,k,$[s],f);h?(l||y&&(h.__html==y.__html||h.__html==t.innerHTML)||(t.innerHTML=h.__html),r.__k=[]):(y&&(t.textContent=""),("foreignObject"==C||"http://www.w3.org/1998/Math/MathML"==f&&v.test(C))&&(f="http://www.w3.org/1999/xhtml"),I(a,w(_)?_:[_],r,u,i,f,o,e,o?o[0]:u.__k&&S(u,0),l,c),o&&o.some(g)),l&&"textarea"!=C||(s="value","progress"==C&&null==b?t.removeAttribute(s):null==b||b===t[s]&&("progress"!=C||b)||N(t,s,b,$[s],f),s="checked",null!=m&&m!=t[s]&&N(t,s,m,$[s],f))}else $===x||l&&t.data==x||(t.data=x);',
    '"children"==s?_=k:"value"==s?b=k:"checked"==s?m=k:$[s]===k||N(t,s,k,$[s],f);I(t,w(_)?_:[_],r,u,f,e,u.__k&&S(u,0),c),s="value",null==b||b===t[s]||N(t,s,b,$[s],f),s="checked",null!=m&&m!=t[s]&&N(t,s,m,$[s],f)}else $===x||(t.data=x);',
    '`dangerouslySetInnerHTML`, `<progress>`, `<foreignObject>`, hydration',
  ],
  [
    'i=t.__c){if(i.componentWillUnmount)try{i.componentWillUnmount()}catch(t){n.__e(t,r)}i.__P=i.__n=null}',
    '(i=t.__c)&&(i.__P=null);',
    'what classes are called at when they go',
  ],
  ['if(n.unmount&&n.unmount(t),!(i=t.ref)', 'n.unmount&&n.unmount(t),!(i=t.ref)', 'the same'],
  ['"function"!=typeof t.type||u&&!t.props.__P);', '"function"!=typeof t.type||u);', 'portals'],
  ['!u&&(i=t.__c)&&(i=i.__z)&&(f=B(i,o=[]))&&(i==t.__e&&o.some(g),g(f),g(i)),u||g(t.__e)', 'u||g(t.__e)', 'suspense'],
  [
    '9==r.nodeType&&(r=r.documentElement),i=(u=t&&32&t.__u)?null:r.__k,r.__k=',
    'i=r.__k,r.__k=',
    'drawing into a document, hydration',
  ],
  [
    'z(r,r.__k,i||p,p,r.namespaceURI,i?null:r.firstChild?d.call(r.childNodes):null,f,i?i.__e:r.firstChild,u,o)',
    'z(r,r.__k,i||p,r.namespaceURI,f,i?i.__e:r.firstChild,o)',
    'taking over what stands in the place already',
  ],
  [
    '{__e:function(n,t,r,u){for(var i,o,e;t=t.__;)if((i=t.__c)&&!(1&i.__g)){i.__g|=4;try{if((e=(o=i.constructor)&&o.getDerivedStateFromError)&&i.setState(o.getDerivedStateFromError(n)),i.componentDidCatch&&(i.componentDidCatch(n,u||{}),e=1),e&&8&i.__g)return void(i.__g|=2)}catch(t){n=t}}throw f=0,n}}',
    '{__e:function(n){throw f=0,n}}',
    'error boundaries: an error goes to whoever draws',
  ],
  [
    'x.prototype.setState=function(n,t){var r=this.__s;r&&r!=this.state||(r=this.__s=_({},this.state)),"function"==typeof n&&(n=n(_({},r),this.props)),n&&(_(r,n),this.__v&&(t&&this.__k.push(t),L(this)))},x.prototype.forceUpdate=function(n){this.__v&&(this.__g|=4,n&&this.__h.push(n),L(this))},x.prototype.render=$,',
    'x.prototype.setState=function(){this.__v&&L(this)},',
    'the state of classes; hooks keep their own and say `setState({})`',
  ],
];

/** Of `preact/jsx-runtime/dist/jsxRuntime.mjs`. */
const JSX: readonly Cut[] = [
  ['return(a||i)&&(s.__source=a,s.__self=i),r.vnode&&r.vnode(s),s', 'return s', 'what developers’ tools want to know'],
];

/** What sources may not use, since it was cut. Hooks that are not named here work. */
const GONE =
  /\bstyle=\{|on[A-Z]\w+Capture=|dangerouslySetInnerHTML|<(math|foreignObject|progress|template)\b|className=|xlink|\bis="|\b(createContext|createPortal|useContext|useErrorBoundary|useDebugValue|hydrate|cloneElement|toChildArray)\b|\bimport \{[^}]*\bComponent\b[^}]*\} from 'preact'/;

/** Cuts a built file of Preact. @throws unless each stretch stands there exactly once */
export function cutPreact(code: string, cuts: readonly Cut[]): string {
  let left = code;
  for (const [found, instead] of cuts) {
    const { length } = left.split(found);
    if (length !== 2) throw new Error(`Preact has this ${length - 1} times, not once: ${found.slice(0, 80)}`);
    left = left.replace(found, () => instead);
  }
  return left;
}

/**
 * Leaves out of Preact what the widget never uses; docs/decisions/0004 has the bytes. What it still does is compared with
 * the whole of it by `tests/build/preact.test.ts`, change by change, on trees that nobody has chosen.
 */
export function preactCuts(): Plugin {
  const file: { version: string } = JSON.parse(readFileSync(fromRoot('node_modules/preact/package.json'), 'utf8'));
  if (file.version !== VERSION) throw new Error(`Preact ${file.version}: tools/build/preact-cuts.ts is for ${VERSION}`);
  return {
    name: 'shopbell:preact-cuts',
    enforce: 'pre',
    transform(code, id) {
      if (/\/preact\/dist\/preact\.mjs$/.test(id)) return { code: cutPreact(code, CORE), map: null };
      if (/\/preact\/jsx-runtime\/dist\/jsxRuntime\.mjs$/.test(id)) return { code: cutPreact(code, JSX), map: null };
      const gone = /\/src\/.*\.tsx?$/.test(id) && GONE.exec(code);
      if (gone) throw new Error(`${id} uses ${gone[0]}, which tools/build/preact-cuts.ts cuts out of Preact`);
      return undefined;
    },
  };
}
