@echo off
rem Starts flakelock with FLAKELOCK_JAVA, else with the Java in JAVA_HOME, else with the one on the PATH (17 or newer).
setlocal
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
if defined FLAKELOCK_JAVA set "java=%FLAKELOCK_JAVA%"
"%java%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx128m -Xlog:disable "-Djava.library.path=%~dp0..\lib\native" %FLAKELOCK_JVM_OPTS% -jar "%~dp0..\lib\flakelock.jar" %*
exit /b %ERRORLEVEL%
