import { Link } from '@tanstack/react-router';
import icon from '../icon.svg';
import classes from './Shell.module.css';

export function Product() {
  return (
    <Link to="/" className={classes.product}>
      <img src={icon} width={26} height={26} alt="" />
      <span>Project88Hub</span>
    </Link>
  );
}
