/** What passwords are made of when nobody thinks about them, in lower case and letters alone. */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `a i my me the and for you is it in on of to be one two
  password passwort passwd pass pwd passphrase passcode code secret geheim secreto segreto motdepasse contrasena parola
  login logon signin user username admin administrator root superuser guest test tester testing temp temporary default
  changeme change reset letmein let open welcome willkommen bienvenue bienvenido benvenuto hello hallo bonjour hola ciao
  iloveyou ilove love loveme lover baby babygirl sweet honey angel princess prince queen king sunshine flower rainbow
  summer winter spring autumn sommer winter january february march april june july august september october november
  december monday tuesday wednesday thursday friday saturday sunday weekend birthday christmas holiday vacation
  football soccer baseball basketball hockey tennis golf liverpool chelsea arsenal barcelona realmadrid juventus bayern
  dragon monkey tiger lion eagle panther shark wolf bear horse pony kitty cat dog puppy bunny butterfly dolphin
  superman batman spiderman starwars pokemon naruto matrix master ninja samurai shadow ghost killer hunter ranger
  michael jennifer jordan michelle daniel thomas robert andrew jessica ashley amanda nicole charlie maggie george
  computer internet laptop desktop server network system windows linux apple google facebook amazon microsoft samsung
  qwerty qwertz azerty qwertyuiop qwertzuiop azertyuiop asdf asdfgh asdfghjkl zxcvbn zxcvbnm yxcvbnm qazwsx qwe asd zxc
  abc abcd abcdef abcdefg xyz aaa zzz xxx trustno trust freedom whatever nothing something forever friend friends
  family mother father mama papa mommy daddy cheese cookie chocolate banana orange lemon cherry pepper coffee pizza
  london paris berlin madrid roma milano newyork america england france germany italy spain europe london
  money dollar euro cash gold silver diamond lucky happy smile peace jesus christ god heaven
  shop shopbell store chat inbox support service team office company business work customer sales agent owner demo
  cool hot big bad super mega hyper new old good great best first last hi yes no ok`
    .split(/\s+/)
    .filter(Boolean),
);
