-- Assent makes a schema for itself and one for each business.
grant all on `assent%`.* to 'assent'@'%';
