-- One row if there is anything but USD, or a rate; else none, and what is joined to it is not even read.
SELECT 1 FROM seller_amounts LIMIT 1
