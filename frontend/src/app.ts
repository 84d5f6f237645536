import "./styles/app.css";
console.debug("x");
