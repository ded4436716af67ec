/** The product's sign and name. */
import mark from './mark.svg';
import classes from './Mark.module.css';

export function Mark() {
  return <span className={classes.mark}><img src={mark} width={26} height={26} alt="" /><span>Project88Hub</span></span>;
}
