@echo off
rem Starts flakelock with FLAKELOCK_JAVA (a java program or a Java home), else with the Java in JAVA_HOME, else with the one
rem on the PATH (17 or newer). Whether its output goes to a terminal cannot be told here, so it shows no colours.
rem No part of a path or an argument may be taken for an exclamation mark's variable; quotes in the variables are dropped.
setlocal EnableExtensions DisableDelayedExpansion
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME:"=%\bin\java.exe"
if defined JAVA_HOME if not exist "%java%" set "java=java"
if defined FLAKELOCK_JAVA set "java=%FLAKELOCK_JAVA:"=%"
if defined FLAKELOCK_JAVA if exist "%java%\bin\java.exe" set "java=%java%\bin\java.exe"
"%java%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx384m -Xmn16m -XX:-UsePerfData -Djdk.reflect.useNativeAccessorOnly=true -Xlog:disable "-Djava.library.path=%~dp0..\lib\native" %FLAKELOCK_JVM_OPTS% -jar "%~dp0..\lib\flakelock.jar" %*
exit /b %ERRORLEVEL%
