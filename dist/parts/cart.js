export{n as deskOf}from"./shared-desk.js";
